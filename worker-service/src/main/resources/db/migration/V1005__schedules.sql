-- What makes jobs by itself, and when it does so next.
CREATE TABLE schedules (
    tenant_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    name            text,
    -- Either an expression in a time zone, or an interval that is counted from its anchor.
    cron            text,
    zone            text,
    every_ms        bigint CHECK (every_ms >= 1000),
    anchor          timestamptz,
    catch_up        text        NOT NULL CHECK (catch_up IN ('skip', 'one', 'all')),
    overlap         text        NOT NULL CHECK (overlap IN ('skip', 'queue', 'replace')),
    job             jsonb       NOT NULL,
    -- Null while the schedule is paused.
    next_at         timestamptz,
    -- When a scheduler has to look at it: at the next time, or sooner while fires wait for the end of a job.
    look_at         timestamptz,
    paused_at       timestamptz,
    last_job        uuid,
    waiting         integer     NOT NULL DEFAULT 0,
    fired           bigint      NOT NULL DEFAULT 0,
    skipped         bigint      NOT NULL DEFAULT 0,
    missed          bigint      NOT NULL DEFAULT 0,
    last_skipped_at timestamptz,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK (num_nonnulls(cron, zone) IN (0, 2) AND num_nonnulls(every_ms, anchor) IN (0, 2) AND num_nonnulls(cron, every_ms) = 1)
) WITH (fillfactor = 80);

CREATE INDEX schedules_due ON schedules (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX schedules_of_user ON schedules (tenant_id, user_id, id);

ALTER TABLE schedules ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON schedules USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON schedules TO ${role};

-- The newest fires of each schedule. That a time has one row only keeps it from firing twice, whatever else goes wrong.
CREATE TABLE schedule_fires (
    tenant_id     uuid        NOT NULL,
    schedule_id   uuid        NOT NULL,
    due_at        timestamptz NOT NULL,
    manual        boolean     NOT NULL,
    state         text        NOT NULL CHECK (state IN ('started', 'waiting', 'failed', 'missed')),
    job_id        uuid,
    started_at    timestamptz,
    -- How many times the row stands for: more than one only where they were missed.
    times         integer     NOT NULL,
    more          boolean     NOT NULL,
    error_code    text,
    error_message text,
    PRIMARY KEY (tenant_id, schedule_id, due_at, manual),
    FOREIGN KEY (tenant_id, schedule_id) REFERENCES schedules ON DELETE CASCADE
);
CREATE INDEX schedule_fires_waiting ON schedule_fires (tenant_id, schedule_id, due_at) WHERE state = 'waiting';

ALTER TABLE schedule_fires ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON schedule_fires USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON schedule_fires TO ${role};
