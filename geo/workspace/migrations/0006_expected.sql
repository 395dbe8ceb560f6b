-- How many services of a kind should exist in a zone: what comes with Maillage, and what the user says instead.
CREATE TABLE expected (
    zone_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    expected DOUBLE, low DOUBLE, high DOUBLE,
    what VARCHAR, as_of VARCHAR NOT NULL, source VARCHAR NOT NULL, reliability VARCHAR NOT NULL, note VARCHAR,
    PRIMARY KEY (zone_id, kind)
);

CREATE SEQUENCE expected_entry_number;

-- Append-only, like the register: a row withdrawn is again what comes with Maillage.
CREATE TABLE expected_journal (
    entry BIGINT PRIMARY KEY DEFAULT nextval('expected_entry_number'),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by VARCHAR NOT NULL,
    action VARCHAR NOT NULL CHECK (action IN ('set', 'withdraw')),
    reason VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    zone_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    expected DOUBLE, low DOUBLE, high DOUBLE,
    what VARCHAR, as_of VARCHAR, source VARCHAR, reliability VARCHAR, note VARCHAR
);

CREATE VIEW expected_present AS
    WITH latest AS (
        SELECT * FROM expected_journal
        QUALIFY row_number() OVER (PARTITION BY zone_id, kind ORDER BY entry DESC) = 1 AND action = 'set'
    )
    SELECT zone_id, kind, expected, low, high, what, as_of, source, reliability, note FROM latest
    UNION ALL
    SELECT zone_id, kind, expected, low, high, what, as_of, source, reliability, note FROM expected
    ANTI JOIN latest USING (zone_id, kind);
