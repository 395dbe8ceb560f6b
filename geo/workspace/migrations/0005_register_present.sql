-- The register as it stands: the latest entry of each service, whatever the clock said when it was written.
CREATE VIEW register_present AS
    SELECT * FROM register_journal
    QUALIFY row_number() OVER (PARTITION BY actor_id, service ORDER BY entry DESC) = 1 AND action = 'set';
