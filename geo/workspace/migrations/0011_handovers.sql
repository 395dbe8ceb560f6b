CREATE SEQUENCE handover_entry_number;

-- Append-only, like the register: whether one service passes families to another, at a moment of their path.
CREATE TABLE handover_journal (
    entry BIGINT PRIMARY KEY DEFAULT nextval('handover_entry_number'),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by VARCHAR NOT NULL,
    action VARCHAR NOT NULL CHECK (action IN ('set', 'withdraw')),
    reason VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    sender VARCHAR NOT NULL,
    receiver VARCHAR NOT NULL,
    phase VARCHAR NOT NULL,
    state VARCHAR, as_of VARCHAR, source VARCHAR, said_by VARCHAR, note VARCHAR
);

CREATE VIEW handover_present AS
    SELECT * FROM handover_journal
    QUALIFY row_number() OVER (PARTITION BY sender, receiver, phase ORDER BY entry DESC) = 1 AND action = 'set';
