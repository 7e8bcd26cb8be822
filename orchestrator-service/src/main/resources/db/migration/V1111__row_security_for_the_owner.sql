-- The policies hold for the owner of the tables as well. A migration that changes rows says SET LOCAL focusforge.tenant = '*' first.
-- Replicas of the release before are at work meanwhile: all tables are had at once, or none for longer than a moment.
DO $$
DECLARE
    secured regclass;
    wanted  regclass[];
BEGIN
    SELECT array_agg(c.oid::regclass ORDER BY c.relname) INTO wanted
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity
      AND NOT c.relforcerowsecurity;
    IF wanted IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('lock_timeout', '100ms', true);
    FOR attempt IN 1..600 LOOP
        BEGIN
            EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', array_to_string(wanted, ', '));
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            IF attempt = 600 THEN
                RAISE;
            END IF;
            PERFORM pg_sleep(0.1);
        END;
    END LOOP;
    PERFORM set_config('lock_timeout', '0', true);
    FOREACH secured IN ARRAY wanted LOOP
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', secured);
    END LOOP;
END $$;
