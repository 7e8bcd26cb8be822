-- What somebody has fixed: no plan of theirs puts a step there.
CREATE TABLE appointments (
    tenant_id uuid        NOT NULL,
    owner_id  uuid        NOT NULL,
    id        uuid        NOT NULL,
    title     text,
    starts_at timestamptz NOT NULL,
    ends_at   timestamptz NOT NULL CHECK (ends_at > starts_at),
    PRIMARY KEY (tenant_id, owner_id, id)
);
CREATE INDEX appointments_to_come ON appointments (tenant_id, owner_id, ends_at);

ALTER TABLE appointments ENABLE ROW LEVEL SECURITY;
ALTER TABLE appointments FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON appointments USING ((SELECT current_setting('focusforge.tenant', true)) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON appointments TO ${role};

-- When somebody is to look whether a plan still fits: the end of the step that ends first, or a moment after something else has changed.
ALTER TABLE plans ADD COLUMN replan_at timestamptz;
UPDATE plans SET replan_at = now() WHERE status = 'accepted';
CREATE INDEX plans_replan ON plans (replan_at) WHERE replan_at IS NOT NULL;
