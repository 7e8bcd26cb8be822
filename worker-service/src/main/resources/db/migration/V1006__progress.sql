-- How far jobs have come, in their own words. Only jobs that report something have rows; they are removed once the job is gone.
CREATE TABLE job_progress (
    tenant_id   uuid        NOT NULL,
    job_id      uuid        NOT NULL,
    -- Of the newest attempt that has reported anything, so that a late worker cannot talk over a later one.
    fence       bigint      NOT NULL,
    -- Null while there are lines only.
    percent     smallint CHECK (percent BETWEEN 0 AND 100),
    message     text,
    attempt     integer,
    reported_at timestamptz,
    -- How many there have been; those who watch know by these what is new to them.
    reports     bigint      NOT NULL,
    lines       bigint      NOT NULL,
    -- When to look whether the job is still there. Reports do not touch it, so that they stay off its index.
    check_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, job_id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX job_progress_check ON job_progress (check_at);

ALTER TABLE job_progress ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON job_progress USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON job_progress TO ${role};

-- The last lines of each job, counted from 1 over all attempts.
CREATE TABLE job_log (
    tenant_id uuid        NOT NULL,
    job_id    uuid        NOT NULL,
    number    bigint      NOT NULL,
    at        timestamptz NOT NULL,
    attempt   integer     NOT NULL,
    line      text        NOT NULL,
    PRIMARY KEY (tenant_id, job_id, number)
);

ALTER TABLE job_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON job_log USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON job_log TO ${role};
