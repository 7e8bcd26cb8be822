-- Writes down what the service commits, in the transactions that commit it. Times are microseconds since 1970.
CREATE SCHEMA chaos;
CREATE TABLE chaos.claims (at bigint NOT NULL, job text NOT NULL, fence bigint NOT NULL, attempt integer NOT NULL);
CREATE TABLE chaos.finishes (at bigint NOT NULL, job text NOT NULL, state text NOT NULL, attempt integer NOT NULL);
CREATE INDEX claims_at ON chaos.claims (at, job);
CREATE INDEX finishes_job ON chaos.finishes (job);

CREATE FUNCTION chaos.now() RETURNS bigint LANGUAGE sql
RETURN (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;

CREATE FUNCTION chaos.claimed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO chaos.claims VALUES (chaos.now(), NEW.id, NEW.fence, NEW.attempt);
    RETURN NULL;
END $$;

-- A row of the outbox holds one event or several, each on a line of its own.
CREATE FUNCTION chaos.finished() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO chaos.finishes
    SELECT chaos.now(), event ->> 'subject', split_part(event ->> 'type', '.', 4), (event -> 'data' ->> 'attempt')::integer
    FROM string_to_table(NEW.payload, chr(10)) AS line CROSS JOIN LATERAL (SELECT line::jsonb) AS parsed (event)
    WHERE line LIKE '%"io.focusforge.job.%';
    RETURN NULL;
END $$;

CREATE TRIGGER claimed AFTER UPDATE ON jobs FOR EACH ROW
WHEN (NEW.fence > OLD.fence) EXECUTE FUNCTION chaos.claimed();
-- Some are given to a worker in the moment in which they are accepted.
CREATE TRIGGER claimed_at_once AFTER INSERT ON jobs FOR EACH ROW
WHEN (NEW.state = 'running') EXECUTE FUNCTION chaos.claimed();
CREATE TRIGGER finished AFTER INSERT ON outbox FOR EACH ROW
WHEN (NEW.kind = 'event') EXECUTE FUNCTION chaos.finished();
