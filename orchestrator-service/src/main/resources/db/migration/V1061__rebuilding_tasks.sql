-- The read model of tasks as it is being made anew, beside the one that is read. A column that those get, these get as well.
CREATE TABLE tasks_rebuilt (LIKE tasks INCLUDING DEFAULTS, PRIMARY KEY (tenant_id, id));
CREATE TABLE task_words_rebuilt (LIKE task_words INCLUDING DEFAULTS, PRIMARY KEY (tenant_id, owner_id, word, task_id));
CREATE INDEX task_words_rebuilt_task ON task_words_rebuilt (tenant_id, task_id);
CREATE TABLE task_dependencies_rebuilt (LIKE task_dependencies INCLUDING DEFAULTS, PRIMARY KEY (tenant_id, task_id, depends_on));

-- How far it is: all streams up to stream_after, and all events up to (turn, place).
CREATE TABLE projection_rebuilds (
    tenant_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('clearing', 'building', 'catching_up', 'tidying', 'done', 'failed')),
    stream_after uuid,
    turn         bigint,
    place        bigint,
    events       bigint      NOT NULL DEFAULT 0,
    tasks        bigint      NOT NULL DEFAULT 0,
    missing      bigint,
    changed      bigint,
    surplus      bigint,
    failures     integer     NOT NULL DEFAULT 0,
    failed       boolean     NOT NULL DEFAULT false,
    started_at   timestamptz NOT NULL,
    next_at      timestamptz NOT NULL,
    switched_at  timestamptz,
    ended_at     timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX projection_rebuilds_one ON projection_rebuilds (tenant_id) WHERE ended_at IS NULL;
CREATE INDEX projection_rebuilds_next ON projection_rebuilds (next_at) WHERE ended_at IS NULL;

ALTER TABLE tasks_rebuilt ENABLE ROW LEVEL SECURITY;
ALTER TABLE task_words_rebuilt ENABLE ROW LEVEL SECURITY;
ALTER TABLE task_dependencies_rebuilt ENABLE ROW LEVEL SECURITY;
ALTER TABLE projection_rebuilds ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON tasks_rebuilt USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON task_words_rebuilt USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON task_dependencies_rebuilt USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON projection_rebuilds USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, DELETE ON tasks_rebuilt TO ${role};
GRANT SELECT, INSERT, DELETE ON task_words_rebuilt TO ${role};
GRANT SELECT, INSERT, DELETE ON task_dependencies_rebuilt TO ${role};
GRANT SELECT, INSERT, UPDATE ON projection_rebuilds TO ${role};
