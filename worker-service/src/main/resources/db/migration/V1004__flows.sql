-- A job that waits for others has a state of its own, which nobody claims or dispatches.
ALTER TABLE jobs
    DROP CONSTRAINT jobs_state_check,
    ADD CONSTRAINT jobs_state_check
        CHECK (state IN ('waiting', 'queued', 'dispatched', 'running', 'succeeded', 'dead', 'cancelled'));
CREATE INDEX jobs_waiting ON jobs (tenant_id, queue) WHERE state = 'waiting';
CREATE INDEX jobs_waiting_deadlines ON jobs (deadline) WHERE deadline IS NOT NULL AND state = 'waiting';

-- Who waits for whom, and what has come of those that have ended: kept here, so that it is there for as long as the flow is. The row of
-- the root is locked by whoever changes anything about its flow.
CREATE TABLE flow_jobs (
    tenant_id  uuid        NOT NULL,
    job_id     uuid        NOT NULL,
    -- The root's job.
    flow_id    uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    -- Who waits for this one; null for the root.
    parent_id  uuid,
    -- In the order of the request, those above before those below.
    place      integer     NOT NULL,
    -- Whether it is the step before its parent in a chain.
    chained    boolean     NOT NULL,
    type       text        NOT NULL,
    on_failure text        NOT NULL CHECK (on_failure IN ('fail', 'ignore', 'continue')),
    -- Null while the job has not ended.
    outcome    text        CHECK (outcome IN ('succeeded', 'dead', 'cancelled')),
    result     jsonb,
    -- The result was too large to be handed on.
    omitted    boolean     NOT NULL DEFAULT false,
    error      jsonb,
    ended_at   timestamptz,
    -- Ended, or about to be, because of another job of the flow.
    dragged    boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, job_id)
);
CREATE INDEX flow_jobs_places ON flow_jobs (tenant_id, flow_id, place);
CREATE INDEX flow_jobs_children ON flow_jobs (tenant_id, parent_id, place);
CREATE INDEX flow_jobs_pending ON flow_jobs (tenant_id, parent_id) WHERE outcome IS NULL;
CREATE INDEX flow_jobs_to_be_ended ON flow_jobs (tenant_id, job_id) WHERE dragged AND outcome IS NULL;
CREATE INDEX flow_jobs_ended ON flow_jobs (ended_at) WHERE parent_id IS NULL AND ended_at IS NOT NULL;

ALTER TABLE flow_jobs ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON flow_jobs USING ((SELECT current_setting('focusforge.tenant', true)) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON flow_jobs TO ${role};
