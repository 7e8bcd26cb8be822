-- When somebody worked on a task. One at a time for each user.
CREATE TABLE focus_sessions (
    tenant_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    owner_id      uuid        NOT NULL,
    task_id       uuid        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('running', 'interrupted', 'stopped')),
    started_at    timestamptz NOT NULL,
    since         timestamptz NOT NULL,
    focus_seconds bigint      NOT NULL,
    interruptions integer     NOT NULL,
    version       integer     NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX focus_sessions_owner ON focus_sessions (tenant_id, owner_id, id);
CREATE UNIQUE INDEX focus_sessions_running ON focus_sessions (tenant_id, owner_id) WHERE state <> 'stopped';

ALTER TABLE focus_sessions ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON focus_sessions USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON focus_sessions TO ${role};
