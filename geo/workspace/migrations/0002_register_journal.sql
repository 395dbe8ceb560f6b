CREATE SEQUENCE register_entry_number;

-- Append-only: who wrote what, when, why and from where. The present is a view of it.
CREATE TABLE register_journal (
    entry BIGINT PRIMARY KEY DEFAULT nextval('register_entry_number'),
    recorded_at TIMESTAMP NOT NULL,
    recorded_by VARCHAR NOT NULL,
    action VARCHAR NOT NULL CHECK (action IN ('set', 'withdraw')),
    reason VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    service VARCHAR NOT NULL,
    name VARCHAR, kind VARCHAR, functions VARCHAR, stages VARCHAR, strata VARCHAR, mode VARCHAR, status VARCHAR,
    capacity DOUBLE, capacity_unit VARCHAR, used DOUBLE, reach_min DOUBLE, covers VARCHAR,
    address VARCHAR, postal_code VARCHAR, locality VARCHAR, zone_id VARCHAR,
    lon DOUBLE, lat DOUBLE, position_quality VARCHAR, hours VARCHAR, phone VARCHAR, website VARCHAR,
    since VARCHAR, until VARCHAR, source VARCHAR, as_of VARCHAR, note VARCHAR
);

-- What the journal says at a moment; the present is register_at(now).
CREATE MACRO register_at(moment) AS TABLE
    SELECT * FROM register_journal
    WHERE recorded_at <= moment
    QUALIFY row_number() OVER (PARTITION BY actor_id, service ORDER BY entry DESC) = 1 AND action = 'set';
