-- Sagas that were declared: steps over several services, gone through in order, and back again when one fails for good. A saga is driven by
-- the run that it names; no other run changes it any more.
CREATE TABLE saga_states (
    tenant_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    kind          text        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('running', 'compensating', 'stuck', 'completed', 'compensated', 'abandoned')),
    backwards     boolean     NOT NULL DEFAULT false,
    input         text        NOT NULL,
    run_id        uuid        NOT NULL,
    error_step    text,
    error_code    text,
    error_message text,
    deadline      timestamptz NOT NULL,
    traceparent   text        NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    finished_at   timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX saga_states_open ON saga_states (updated_at) WHERE state IN ('running', 'compensating');
CREATE INDEX saga_states_stuck ON saga_states (tenant_id, id) WHERE state = 'stuck';
CREATE INDEX saga_states_finished ON saga_states (finished_at) WHERE finished_at IS NOT NULL;

-- An attempt is counted when it begins, and its number is what its end is accepted by.
CREATE TABLE saga_steps (
    tenant_id     uuid        NOT NULL,
    saga_id       uuid        NOT NULL,
    position      integer     NOT NULL,
    name          text        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('pending', 'running', 'done', 'failed', 'compensating', 'compensated')),
    attempts      integer     NOT NULL DEFAULT 0,
    result        text,
    error_code    text,
    error_message text,
    started_at    timestamptz,
    due_at        timestamptz,
    deadline      timestamptz,
    finished_at   timestamptz,
    PRIMARY KEY (tenant_id, saga_id, position)
);

ALTER TABLE saga_states ENABLE ROW LEVEL SECURITY;
ALTER TABLE saga_states FORCE ROW LEVEL SECURITY;
ALTER TABLE saga_steps ENABLE ROW LEVEL SECURITY;
ALTER TABLE saga_steps FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON saga_states USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON saga_steps USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON saga_states TO ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON saga_steps TO ${role};

-- The analysis of a task that has failed for good waits for an operator.
ALTER TABLE sagas ADD COLUMN stuck_at timestamptz, ADD COLUMN error text;
DROP INDEX sagas_due;
CREATE INDEX sagas_due ON sagas (resume_at) WHERE stuck_at IS NULL;
CREATE INDEX sagas_stuck ON sagas (tenant_id, task_id) WHERE stuck_at IS NOT NULL;
