-- Plans of goals. The document is the answer to GET. look_at is when somebody is to look after a plan that executes its steps; ends_at is the
-- end of the last step that is still to be done, so that other plans of the same owner keep out of its way.
CREATE TABLE plans (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    owner_id   uuid        NOT NULL,
    version    integer     NOT NULL,
    status     text        NOT NULL CHECK (status IN ('proposed', 'accepted', 'rejected', 'done')),
    ends_at    timestamptz,
    look_at    timestamptz,
    caller     text,
    document   text        NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX plans_owner ON plans (tenant_id, owner_id, id);
CREATE INDEX plans_busy ON plans (tenant_id, owner_id, ends_at) WHERE status = 'accepted';
CREATE INDEX plans_look ON plans (look_at) WHERE look_at IS NOT NULL;

ALTER TABLE plans ENABLE ROW LEVEL SECURITY;
ALTER TABLE plans FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON plans USING ((SELECT current_setting('focusforge.tenant', true)) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON plans TO ${role};
