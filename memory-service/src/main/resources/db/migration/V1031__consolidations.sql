-- How far a consolidation has come: the memories of this user up to this one are done, and of all users before, if it is for everyone.
CREATE TABLE consolidations (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    -- Null before the first user was found, and when there is none after the last.
    user_id     uuid,
    seq         uuid,
    looked_at   bigint      NOT NULL,
    promoted    bigint      NOT NULL,
    merged      bigint      NOT NULL,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX consolidations_age ON consolidations (started_at);

ALTER TABLE consolidations ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON consolidations USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON consolidations TO ${role};
