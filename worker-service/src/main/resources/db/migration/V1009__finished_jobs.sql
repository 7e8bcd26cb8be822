-- What succeeded or was cancelled leaves the table that workers work on, which so stays as small as what there is to do. It is kept by queue
-- and day, and dropped by day.
CREATE TABLE finished_jobs (
    tenant_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    queue           text        NOT NULL,
    type            text        NOT NULL,
    payload         jsonb       NOT NULL,
    priority        smallint    NOT NULL,
    state           text        NOT NULL CHECK (state IN ('succeeded', 'cancelled')),
    run_at          timestamptz NOT NULL,
    attempt         integer     NOT NULL,
    max_attempts    integer     NOT NULL,
    fence           bigint      NOT NULL,
    errors          jsonb       NOT NULL,
    result          jsonb,
    traceparent     text,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    finished_at     timestamptz NOT NULL,
    priority_rank   smallint    NOT NULL,
    timeout_ms      integer,
    backoff_base_ms integer,
    backoff_cap_ms  integer,
    deadline        timestamptz,
    replays         integer     NOT NULL,
    replayed_at     timestamptz
) PARTITION BY LIST (queue);

CREATE INDEX finished_jobs_key ON finished_jobs (tenant_id, id);
CREATE INDEX finished_jobs_of_user ON finished_jobs (tenant_id, user_id, id);

ALTER TABLE finished_jobs ENABLE ROW LEVEL SECURITY;
-- The setting is read once for a statement rather than once for a row.
CREATE POLICY tenant ON finished_jobs USING ((SELECT current_setting('focusforge.tenant', true)) IN ('*', tenant_id::text));
ALTER POLICY tenant ON jobs USING ((SELECT current_setting('focusforge.tenant', true)) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, DELETE ON finished_jobs TO ${role};

-- Takes what has no partition of its own, so that no job fails to end because a day has not been prepared.
CREATE TABLE finished_jobs_other PARTITION OF finished_jobs DEFAULT;

-- The role of the service may not make or drop tables: these do it in the owner's name, and nothing else.
-- What came before its day was prepared is moved there.
CREATE FUNCTION prepare_finished_jobs(queue text, day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '2s' SET client_min_messages = 'warning' AS $$
DECLARE
    parent text := 'finished_jobs_' || md5(queue);
    part text := parent || to_char(day, '_YYYYMMDD');
    begins timestamptz := day::timestamp AT TIME ZONE 'UTC';
    ends timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
    astray finished_jobs[];
BEGIN
    IF to_regclass(part) IS NOT NULL THEN
        RETURN;
    END IF;
    LOCK TABLE finished_jobs IN ACCESS EXCLUSIVE MODE;
    SELECT array_agg(job) INTO astray FROM finished_jobs AS job
    WHERE job.queue = prepare_finished_jobs.queue AND job.finished_at >= begins AND job.finished_at < ends
       OR job.queue = prepare_finished_jobs.queue AND to_regclass(parent) IS NULL;
    DELETE FROM finished_jobs AS job
    WHERE job.queue = prepare_finished_jobs.queue AND job.finished_at >= begins AND job.finished_at < ends
       OR job.queue = prepare_finished_jobs.queue AND to_regclass(parent) IS NULL;
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF finished_jobs FOR VALUES IN (%L) PARTITION BY RANGE (finished_at)',
                   parent, queue);
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I DEFAULT', parent || '_other', parent);
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent, begins, ends);
    INSERT INTO finished_jobs SELECT (job).* FROM unnest(astray) AS job;
END $$;

-- The days of a queue, the newest first, with about how many jobs are in each.
CREATE FUNCTION days_of_finished_jobs(queue text) RETURNS TABLE (day date, jobs bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT to_date(right(part.relname, 8), 'YYYYMMDD'), greatest(part.reltuples, 0)::bigint
    FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid
    WHERE inhparent = to_regclass('finished_jobs_' || md5(queue)) AND part.relname ~ '_[0-9]{8}$'
    ORDER BY part.relname DESC
$$;

-- Drops the days before this one. What lies in no day of its own is deleted.
CREATE FUNCTION forget_finished_jobs(queue text, before date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '2s' AS $$
DECLARE
    past date;
    dropped integer := 0;
BEGIN
    FOR past IN SELECT day FROM days_of_finished_jobs(queue) WHERE day < before LOOP
        EXECUTE format('DROP TABLE %I', 'finished_jobs_' || md5(queue) || to_char(past, '_YYYYMMDD'));
        dropped := dropped + 1;
    END LOOP;
    EXECUTE format('DELETE FROM %I WHERE finished_at < %L', 'finished_jobs_' || md5(queue) || '_other', before::timestamp AT TIME ZONE 'UTC');
    RETURN dropped;
END $$;

REVOKE EXECUTE ON FUNCTION prepare_finished_jobs, days_of_finished_jobs, forget_finished_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION prepare_finished_jobs, days_of_finished_jobs, forget_finished_jobs TO ${role};

SELECT prepare_finished_jobs(queue, day)
FROM (SELECT DISTINCT queue, (finished_at AT TIME ZONE 'UTC')::date AS day FROM jobs WHERE state IN ('succeeded', 'cancelled')) AS past;
INSERT INTO finished_jobs
SELECT tenant_id, id, user_id, queue, type, payload, priority, state, run_at, attempt, max_attempts, fence, errors, result, traceparent,
       created_at, updated_at, finished_at, priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline, replays, replayed_at
FROM jobs WHERE state IN ('succeeded', 'cancelled');
DELETE FROM jobs WHERE state IN ('succeeded', 'cancelled');

-- All jobs, as their owners see them.
CREATE VIEW job_records WITH (security_invoker = true) AS
SELECT tenant_id, id, user_id, queue, type, payload, priority, state, run_at, attempt, max_attempts, fence, lease_until, errors, result,
       traceparent, created_at, updated_at, finished_at, priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline, replays, replayed_at
FROM jobs
UNION ALL
SELECT tenant_id, id, user_id, queue, type, payload, priority, state, run_at, attempt, max_attempts, fence, NULL, errors, result,
       traceparent, created_at, updated_at, finished_at, priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline, replays, replayed_at
FROM finished_jobs;
GRANT SELECT ON job_records TO ${role};

-- A queued job whose time has not come is not due. The dispatcher marks it when it comes, so that however many wait for a later time,
-- it only ever looks at those that may run.
ALTER TABLE jobs ADD COLUMN due boolean NOT NULL DEFAULT true;
UPDATE jobs SET due = false WHERE state = 'queued' AND run_at > now();
DROP INDEX jobs_ready;
CREATE INDEX jobs_ready ON jobs (queue, priority, tenant_id, priority_rank, run_at, id) WHERE state = 'queued' AND due;
CREATE INDEX jobs_later ON jobs (run_at) WHERE state = 'queued' AND NOT due;
-- Counts by queue. What is ready is counted in jobs_ready: an index over all that is queued would lure the planner away from that one.
DROP INDEX jobs_of_queue;
CREATE INDEX jobs_later_of_queue ON jobs (queue, tenant_id, run_at) WHERE state = 'queued' AND NOT due;
CREATE INDEX jobs_dead_of_queue ON jobs (queue, tenant_id) WHERE state = 'dead';
DROP INDEX jobs_leases;
CREATE INDEX jobs_leases ON jobs (lease_until) INCLUDE (tenant_id) WHERE state = 'running';
DROP INDEX jobs_dispatched;
CREATE INDEX jobs_dispatched ON jobs (queue, priority, dispatched_at) INCLUDE (tenant_id) WHERE state = 'dispatched';

-- What a tenant may take of the workers. One without a row takes turns like everybody, without a limit.
CREATE TABLE tenant_shares (
    tenant_id   uuid             PRIMARY KEY,
    weight      integer          NOT NULL CHECK (weight BETWEEN 1 AND 1000),
    -- Null: no limit.
    concurrency integer          CHECK (concurrency >= 0),
    rate        double precision CHECK (rate > 0),
    burst       integer          CHECK (burst > 0),
    -- The theoretical arrival time of the next job, by GCRA.
    next_at     timestamptz,
    updated_at  timestamptz      NOT NULL,
    CHECK ((rate IS NULL) = (burst IS NULL))
);

ALTER TABLE tenant_shares ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON tenant_shares FOR SELECT USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY operated ON tenant_shares USING (current_setting('focusforge.tenant', true) = '*');
GRANT SELECT, INSERT, UPDATE, DELETE ON tenant_shares TO ${role};
