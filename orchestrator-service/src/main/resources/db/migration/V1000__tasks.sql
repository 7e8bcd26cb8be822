-- The truth about tasks: what happened to each of them, in order.
CREATE TABLE events (
    tenant_id   uuid        NOT NULL,
    stream_id   uuid        NOT NULL,
    version     integer     NOT NULL CHECK (version > 0),
    id          uuid        NOT NULL,
    type        text        NOT NULL,
    time        timestamptz NOT NULL,
    user_id     uuid        NOT NULL,
    data        jsonb       NOT NULL,
    traceparent text        NOT NULL,
    PRIMARY KEY (tenant_id, stream_id, version)
);

-- A task as its events leave it; written with them, and rebuildable from them. The document is the answer to GET.
CREATE TABLE tasks (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    owner_id   uuid        NOT NULL,
    version    integer     NOT NULL,
    status     text        NOT NULL,
    priority   text,
    due_at     timestamptz,
    labels     text[]      NOT NULL,
    title      text        NOT NULL,
    document   text        NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX tasks_owner ON tasks (tenant_id, owner_id, id);

-- A task whose analysis has not ended. The row goes when it has.
CREATE TABLE sagas (
    tenant_id   uuid        NOT NULL,
    task_id     uuid        NOT NULL,
    user_id     uuid        NOT NULL,
    step        text        NOT NULL CHECK (step IN ('analyze', 'reanalyze', 'replan')),
    attempts    integer     NOT NULL DEFAULT 0,
    asked       integer     NOT NULL DEFAULT 0,
    job_id      uuid,
    started_at  timestamptz NOT NULL,
    next_at     timestamptz NOT NULL,
    resume_at   timestamptz NOT NULL,
    traceparent text        NOT NULL,
    PRIMARY KEY (tenant_id, task_id)
);
CREATE INDEX sagas_due ON sagas (resume_at);

ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
ALTER TABLE sagas ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON events USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON tasks USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON sagas USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT ON events TO ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON tasks TO ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON sagas TO ${role};
