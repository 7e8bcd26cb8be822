-- Writes down which steps and runs the service ends, in the transactions that commit it. Times are microseconds since 1970.
CREATE SCHEMA chaos;
CREATE TABLE chaos.step_ends (at bigint NOT NULL, tenant uuid NOT NULL, run uuid NOT NULL, step text NOT NULL, state text NOT NULL, attempt integer NOT NULL);
CREATE TABLE chaos.run_ends (at bigint NOT NULL, tenant uuid NOT NULL, run uuid NOT NULL, state text NOT NULL, takeovers integer NOT NULL);

CREATE FUNCTION chaos.now() RETURNS bigint LANGUAGE sql
RETURN (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;

CREATE FUNCTION chaos.step_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO chaos.step_ends VALUES (chaos.now(), NEW.tenant_id, NEW.run_id, NEW.step, NEW.state, NEW.attempt);
    RETURN NULL;
END $$;

CREATE FUNCTION chaos.run_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO chaos.run_ends VALUES (chaos.now(), NEW.tenant_id, NEW.id, NEW.state, NEW.takeovers);
    RETURN NULL;
END $$;

CREATE TRIGGER step_ended_at_once AFTER INSERT ON run_steps FOR EACH ROW
WHEN (NEW.finished_at IS NOT NULL) EXECUTE FUNCTION chaos.step_ended();
CREATE TRIGGER step_ended AFTER UPDATE ON run_steps FOR EACH ROW
WHEN (NEW.finished_at IS NOT NULL AND (OLD.*) IS DISTINCT FROM (NEW.*)) EXECUTE FUNCTION chaos.step_ended();
CREATE TRIGGER run_ended AFTER UPDATE ON runs FOR EACH ROW
WHEN (NEW.finished_at IS NOT NULL AND (OLD.state, OLD.output) IS DISTINCT FROM (NEW.state, NEW.output)) EXECUTE FUNCTION chaos.run_ended();
