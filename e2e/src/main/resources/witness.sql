-- Writes down what the service commits, in the transactions that commit it. Times are microseconds since 1970.
CREATE SCHEMA chaos;
CREATE TABLE chaos.claims (at bigint NOT NULL, job text NOT NULL, fence bigint NOT NULL, attempt integer NOT NULL);
CREATE TABLE chaos.finishes (at bigint NOT NULL, job text NOT NULL, state text NOT NULL, attempt integer NOT NULL);
CREATE INDEX finishes_job ON chaos.finishes (job);

CREATE FUNCTION chaos.now() RETURNS bigint LANGUAGE sql
RETURN (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;

CREATE FUNCTION chaos.claimed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO chaos.claims VALUES (chaos.now(), NEW.id, NEW.fence, NEW.attempt);
    RETURN NULL;
END $$;

CREATE FUNCTION chaos.finished() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    event jsonb := NEW.payload::jsonb;
BEGIN
    INSERT INTO chaos.finishes VALUES (
        chaos.now(), event ->> 'subject', split_part(event ->> 'type', '.', 4), (event -> 'data' ->> 'attempt')::integer);
    RETURN NULL;
END $$;

CREATE TRIGGER claimed AFTER UPDATE ON jobs FOR EACH ROW
WHEN (NEW.fence > OLD.fence) EXECUTE FUNCTION chaos.claimed();
CREATE TRIGGER finished AFTER INSERT ON outbox FOR EACH ROW
WHEN (NEW.kind = 'event' AND NEW.payload LIKE '%"io.focusforge.job.%') EXECUTE FUNCTION chaos.finished();
