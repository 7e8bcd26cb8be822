-- Who holds a dedupe key. The row is what concurrent requests under one key wait for.
CREATE TABLE job_dedupe (
    tenant_id  uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    type       text        NOT NULL,
    key        text        NOT NULL,
    job_id     uuid,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id, type, key)
);
CREATE INDEX job_dedupe_age ON job_dedupe (expires_at);

ALTER TABLE job_dedupe ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON job_dedupe USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON job_dedupe TO ${role};

-- What a job has of its own in place of its type's.
ALTER TABLE jobs
    ADD COLUMN priority_rank   smallint NOT NULL DEFAULT 50 CHECK (priority_rank BETWEEN 0 AND 100),
    ADD COLUMN timeout_ms      integer CHECK (timeout_ms > 0),
    ADD COLUMN backoff_base_ms integer CHECK (backoff_base_ms > 0),
    ADD COLUMN backoff_cap_ms  integer CHECK (backoff_cap_ms >= backoff_base_ms),
    ADD COLUMN deadline        timestamptz;
DROP INDEX jobs_ready;
CREATE INDEX jobs_ready ON jobs (queue, priority, priority_rank, run_at, id) WHERE state = 'queued';
CREATE INDEX jobs_deadlines ON jobs (deadline) WHERE deadline IS NOT NULL AND state IN ('queued', 'dispatched');
