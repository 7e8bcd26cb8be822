-- The processes that run runs. One that does not renew its lease is lost, and never writes a record again.
CREATE TABLE run_engines (
    id          uuid        NOT NULL PRIMARY KEY,
    lease_until timestamptz NOT NULL,
    lost        boolean     NOT NULL DEFAULT false
);
CREATE INDEX run_engines_lease ON run_engines (lost, lease_until);

-- A run belongs to the engine that runs it, or waits to be taken from due_at on. What an engine has to be told of its run is marked by
-- attention. The numbers of events are those of a run and its steps together.
CREATE TABLE runs (
    tenant_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    user_id       uuid        NOT NULL,
    kind          text        NOT NULL,
    definition    text        NOT NULL,
    name          text        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled')),
    seq           bigint      NOT NULL,
    input         text        NOT NULL,
    output        text,
    error_step    text,
    error_code    text,
    error_message text,
    caller        text        NOT NULL,
    webhook       text,
    forked_from   uuid,
    traceparent   text        NOT NULL,
    engine_id     uuid,
    due_at        timestamptz,
    attention     boolean     NOT NULL DEFAULT false,
    cancelled_at  timestamptz,
    takeovers     integer     NOT NULL DEFAULT 0,
    input_tokens  bigint      NOT NULL DEFAULT 0,
    output_tokens bigint      NOT NULL DEFAULT 0,
    cost_micros   bigint      NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL,
    started_at    timestamptz,
    updated_at    timestamptz NOT NULL,
    finished_at   timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX runs_of_user ON runs (tenant_id, user_id, id);
CREATE INDEX runs_unfinished ON runs (tenant_id) WHERE finished_at IS NULL;
CREATE INDEX runs_due ON runs (due_at) WHERE engine_id IS NULL AND due_at IS NOT NULL;
CREATE INDEX runs_of_engine ON runs (engine_id) WHERE engine_id IS NOT NULL;
CREATE INDEX runs_attention ON runs (engine_id) WHERE attention;
CREATE INDEX runs_finished ON runs (finished_at) WHERE finished_at IS NOT NULL;

-- A step is here from when it has ended, waits, or has run for a moment.
CREATE TABLE run_steps (
    tenant_id     uuid        NOT NULL,
    run_id        uuid        NOT NULL,
    step          text        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('pending', 'running', 'retrying', 'waiting', 'expanded',
                                                        'succeeded', 'skipped', 'failed', 'cancelled')),
    seq           bigint      NOT NULL,
    attempt       integer     NOT NULL,
    input_tokens  bigint      NOT NULL,
    output_tokens bigint      NOT NULL,
    cost_micros   bigint      NOT NULL,
    started_at    timestamptz,
    finished_at   timestamptz,
    due_at        timestamptz,
    signal        text,
    signal_right  text,
    woken_by      uuid,
    result        text,
    error_code    text,
    error_message text,
    progress      text,
    PRIMARY KEY (tenant_id, run_id, step)
);

-- What was sent to a run. A signal can come before its step waits for it; each wakes one step, once: one
-- that allows its sender, who had these scopes.
CREATE TABLE run_signals (
    tenant_id uuid        NOT NULL,
    run_id    uuid        NOT NULL,
    id        uuid        NOT NULL,
    name      text        NOT NULL,
    data      text        NOT NULL,
    sender    uuid        NOT NULL,
    scopes    text[]      NOT NULL,
    sent_at   timestamptz NOT NULL,
    used      boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, run_id, id)
);

ALTER TABLE run_engines ENABLE ROW LEVEL SECURITY;
ALTER TABLE runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE run_steps ENABLE ROW LEVEL SECURITY;
ALTER TABLE run_signals ENABLE ROW LEVEL SECURITY;
CREATE POLICY operated ON run_engines USING (current_setting('focusforge.tenant', true) = '*');
CREATE POLICY tenant ON runs USING ((SELECT current_setting('focusforge.tenant', true)) IN ('*', tenant_id::text));
CREATE POLICY tenant ON run_steps USING ((SELECT current_setting('focusforge.tenant', true)) IN ('*', tenant_id::text));
CREATE POLICY tenant ON run_signals USING ((SELECT current_setting('focusforge.tenant', true)) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON run_engines TO ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON runs TO ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON run_steps TO ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON run_signals TO ${role};
