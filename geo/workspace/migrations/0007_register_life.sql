-- What a service really is today, and what a change of the register was.
ALTER TABLE register_journal ADD COLUMN expected_return VARCHAR;
ALTER TABLE register_journal ADD COLUMN contact VARCHAR;
ALTER TABLE register_journal ADD COLUMN identifiers VARCHAR;
ALTER TABLE register_journal ADD COLUMN delivery VARCHAR;
ALTER TABLE register_journal ADD COLUMN delivery_reason VARCHAR;
ALTER TABLE register_journal ADD COLUMN last_delivered VARCHAR;
ALTER TABLE register_journal ADD COLUMN waiting DOUBLE;
ALTER TABLE register_journal ADD COLUMN delay_days DOUBLE;
ALTER TABLE register_journal ADD COLUMN funded_places DOUBLE;
ALTER TABLE register_journal ADD COLUMN observed VARCHAR;
ALTER TABLE register_journal ADD COLUMN who_refers VARCHAR;
ALTER TABLE register_journal ADD COLUMN conditions VARCHAR;
ALTER TABLE register_journal ADD COLUMN fees VARCHAR;
ALTER TABLE register_journal ADD COLUMN verified VARCHAR;

-- The entries written together share a change; undoing one is a change too, and what comes back stays the word of
-- whoever had said it.
ALTER TABLE register_journal ADD COLUMN change_id VARCHAR;
ALTER TABLE register_journal ADD COLUMN undoes VARCHAR;
ALTER TABLE register_journal ADD COLUMN word_of VARCHAR;

-- A view of every column is bound to the columns of its day.
CREATE OR REPLACE MACRO register_at(moment) AS TABLE
    SELECT * FROM register_journal
    WHERE recorded_at <= moment
    QUALIFY row_number() OVER (PARTITION BY actor_id, service ORDER BY entry DESC) = 1 AND action = 'set';

CREATE OR REPLACE VIEW register_present AS
    SELECT * FROM register_journal
    QUALIFY row_number() OVER (PARTITION BY actor_id, service ORDER BY entry DESC) = 1 AND action = 'set';
