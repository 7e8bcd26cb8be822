-- The running service looks whether its tables are those of its release, and its role owns none of them. Replicas that start together
-- would change the same row of the catalogue: one after the other, and only the first.
DO $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('flyway_schema_history is readable', 0));
    IF NOT has_table_privilege('${role}', 'flyway_schema_history', 'SELECT') THEN
        GRANT SELECT ON flyway_schema_history TO ${role};
    END IF;
END $$;
