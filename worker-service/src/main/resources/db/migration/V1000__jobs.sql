-- The truth about every job; Redis only carries the ids of those that are ready.
CREATE TABLE jobs (
    tenant_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    user_id       uuid        NOT NULL,
    queue         text        NOT NULL,
    type          text        NOT NULL,
    payload       jsonb       NOT NULL,
    priority      smallint    NOT NULL CHECK (priority BETWEEN 0 AND 2),
    state         text        NOT NULL CHECK (state IN ('queued', 'dispatched', 'running', 'succeeded', 'dead', 'cancelled')),
    run_at        timestamptz NOT NULL,
    attempt       integer     NOT NULL DEFAULT 0,
    max_attempts  integer     NOT NULL CHECK (max_attempts > 0),
    -- Counts every claim there ever was. Unlike attempt it is never set back, so that a late worker can always be told from the present one.
    fence         bigint      NOT NULL DEFAULT 0,
    lease_until   timestamptz,
    dispatched_at timestamptz,
    errors        jsonb       NOT NULL DEFAULT '[]',
    result        jsonb,
    traceparent   text,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    finished_at   timestamptz,
    PRIMARY KEY (tenant_id, id)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

CREATE INDEX jobs_ready ON jobs (queue, priority, run_at, id) WHERE state = 'queued';
CREATE INDEX jobs_dispatched ON jobs (queue, priority, dispatched_at) WHERE state = 'dispatched';
CREATE INDEX jobs_leases ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_of_user ON jobs (tenant_id, user_id, id);
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;

ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON jobs USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs TO ${role};
