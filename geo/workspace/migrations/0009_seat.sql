-- Where an organisation has its seat, when its services are given elsewhere.
ALTER TABLE register_journal ADD COLUMN seat VARCHAR;

-- A view of every column is bound to the columns of its day.
CREATE OR REPLACE VIEW register_present AS
    SELECT * FROM register_journal
    QUALIFY row_number() OVER (PARTITION BY actor_id, service ORDER BY entry DESC) = 1 AND action = 'set';
