-- An actor may be declared perhaps the same as others: their identifiers, separated by semicolons.
ALTER TABLE register_journal ADD COLUMN same_as VARCHAR;

-- A view of every column is bound to the columns of its day.
CREATE OR REPLACE VIEW register_present AS
    SELECT * FROM register_journal
    QUALIFY row_number() OVER (PARTITION BY actor_id, service ORDER BY entry DESC) = 1 AND action = 'set';
