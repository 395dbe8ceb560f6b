CREATE SEQUENCE proposal_entry_number;

-- Append-only: a change that somebody proposed, then what became of it. Rows are those of the register, as texts.
CREATE TABLE proposal_journal (
    entry BIGINT PRIMARY KEY DEFAULT nextval('proposal_entry_number'),
    proposal_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by VARCHAR NOT NULL,
    action VARCHAR NOT NULL CHECK (action IN ('propose', 'accept', 'refuse', 'withdraw')),
    reason VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    before_rows VARCHAR,
    after_rows VARCHAR,
    change_id VARCHAR
);
