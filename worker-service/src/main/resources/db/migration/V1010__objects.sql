-- Payloads that are too large for a row of jobs; they are in the object store. A row is there before its object comes, and until after it has
-- gone, so that no object is ever without one.
CREATE TABLE job_payloads (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('arriving', 'kept', 'going')),
    touched_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX job_payloads_age ON job_payloads (touched_at);

CREATE TABLE job_payload_uses (
    tenant_id  uuid NOT NULL,
    payload_id uuid NOT NULL,
    job_id     uuid NOT NULL,
    PRIMARY KEY (tenant_id, payload_id, job_id),
    FOREIGN KEY (tenant_id, payload_id) REFERENCES job_payloads ON DELETE CASCADE
);

ALTER TABLE job_payloads ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_payload_uses ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON job_payloads USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON job_payload_uses USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON job_payloads TO ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON job_payload_uses TO ${role};

-- When the last attempt began: what a job waited, and what it took, is told apart by it.
ALTER TABLE jobs ADD COLUMN started_at timestamptz;
ALTER TABLE finished_jobs ADD COLUMN started_at timestamptz;
CREATE OR REPLACE VIEW job_records WITH (security_invoker = true) AS
SELECT tenant_id, id, user_id, queue, type, payload, priority, state, run_at, attempt, max_attempts, fence, lease_until, errors, result,
       traceparent, created_at, updated_at, finished_at, priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline, replays, replayed_at,
       started_at
FROM jobs
UNION ALL
SELECT tenant_id, id, user_id, queue, type, payload, priority, state, run_at, attempt, max_attempts, fence, NULL, errors, result,
       traceparent, created_at, updated_at, finished_at, priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline, replays, replayed_at,
       started_at
FROM finished_jobs;

-- Row-level security does not know materialised views: nobody but the owner may read this one, and others read the view below.
CREATE MATERIALIZED VIEW job_rollup AS
SELECT tenant_id, queue, type, date_trunc('hour', finished_at, 'UTC') AS hour,
       count(*) FILTER (WHERE state = 'succeeded') AS succeeded,
       count(*) FILTER (WHERE state = 'dead') AS dead,
       count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
       percentile_cont(ARRAY [0.5, 0.95]) WITHIN GROUP (
           ORDER BY extract(EPOCH FROM greatest(started_at - run_at, interval '0'))::float8) AS wait,
       percentile_cont(ARRAY [0.5, 0.95]) WITHIN GROUP (
           ORDER BY extract(EPOCH FROM greatest(finished_at - started_at, interval '0'))::float8) AS run
FROM job_records
WHERE finished_at >= now() - interval '7 days' AND state IN ('succeeded', 'dead', 'cancelled')
GROUP BY tenant_id, queue, type, date_trunc('hour', finished_at, 'UTC')
WITH NO DATA;
CREATE UNIQUE INDEX job_rollup_key ON job_rollup (tenant_id, hour, queue, type);
REFRESH MATERIALIZED VIEW job_rollup;

CREATE VIEW job_statistics WITH (security_barrier = true) AS
SELECT * FROM job_rollup WHERE current_setting('focusforge.tenant', true) IN ('*', tenant_id::text);
GRANT SELECT ON job_statistics TO ${role};

CREATE TABLE job_rollup_state (
    one          boolean PRIMARY KEY DEFAULT true CHECK (one),
    refreshed_at timestamptz NOT NULL
);
INSERT INTO job_rollup_state VALUES (true, now());
GRANT SELECT ON job_rollup_state TO ${role};

-- Only the owner of a materialised view may refresh it, and the running service owns nothing.
CREATE FUNCTION refresh_job_rollup() RETURNS void LANGUAGE plpgsql SECURITY DEFINER 
    SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = on AS $$
BEGIN
    IF current_setting('focusforge.tenant', true) IS DISTINCT FROM '*' THEN
        RAISE insufficient_privilege USING MESSAGE = 'statistics are refreshed for all tenants together';
    END IF;
    REFRESH MATERIALIZED VIEW CONCURRENTLY public.job_rollup;
    UPDATE public.job_rollup_state SET refreshed_at = now();
END $$;
REVOKE ALL ON FUNCTION refresh_job_rollup() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_job_rollup() TO ${role};

-- How far the events of each stream have been exported. What is planned is the end of the part that is being written: an attempt after a
-- failure writes the same part again.
CREATE TABLE event_exports (
    shard    integer PRIMARY KEY,
    position text NOT NULL,
    planned  text
);
ALTER TABLE event_exports ENABLE ROW LEVEL SECURITY;
CREATE POLICY operated ON event_exports USING (current_setting('focusforge.tenant', true) = '*');
GRANT SELECT, INSERT, UPDATE ON event_exports TO ${role};

-- Traffic is told apart by the class of the tenant.
ALTER TABLE queue_traffic ADD COLUMN class text NOT NULL DEFAULT 'standard';
ALTER TABLE queue_traffic DROP CONSTRAINT queue_traffic_pkey, ADD PRIMARY KEY (slot, queue, class);

-- How deep each queue was, every few seconds, kept for an hour: what its forecast is made from.
CREATE TABLE queue_depths (
    slot  timestamptz NOT NULL,
    queue text        NOT NULL,
    ready bigint      NOT NULL,
    PRIMARY KEY (slot, queue)
);
ALTER TABLE queue_depths ENABLE ROW LEVEL SECURITY;
CREATE POLICY operated ON queue_depths USING (current_setting('focusforge.tenant', true) = '*');
GRANT SELECT, INSERT, UPDATE, DELETE ON queue_depths TO ${role};
