-- Feature flags. Those of the tenant of zeros are the installation's: all tenants see them, and only its operators change them.
CREATE TABLE flags (
    tenant_id  uuid        NOT NULL,
    key        text        NOT NULL,
    definition text        NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key)
);

ALTER TABLE flags ENABLE ROW LEVEL SECURITY;
ALTER TABLE flags FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON flags FOR SELECT USING (
    current_setting('focusforge.tenant', true) IN ('*', tenant_id::text) OR tenant_id = '00000000-0000-0000-0000-000000000000');
CREATE POLICY made ON flags FOR INSERT WITH CHECK (current_setting('focusforge.tenant', true) = tenant_id::text);
CREATE POLICY changed ON flags FOR UPDATE USING (current_setting('focusforge.tenant', true) = tenant_id::text);
CREATE POLICY removed ON flags FOR DELETE USING (current_setting('focusforge.tenant', true) = tenant_id::text);
GRANT SELECT, INSERT, UPDATE, DELETE ON flags TO ${role};

-- A version of a chain that part of the users get beside the active one, and what came of the runs of both since.
CREATE TABLE chain_rollouts (
    tenant_id           uuid        NOT NULL,
    name                text        NOT NULL,
    version             integer     NOT NULL,
    version_id          uuid        NOT NULL,
    base_version        integer     NOT NULL,
    base_id             uuid        NOT NULL,
    percentage          double precision NOT NULL CHECK (percentage > 0 AND percentage < 100),
    state               text        NOT NULL CHECK (state IN ('running', 'rolled_back')),
    reason              text,
    succeeded           bigint      NOT NULL DEFAULT 0,
    failed              bigint      NOT NULL DEFAULT 0,
    base_succeeded      bigint      NOT NULL DEFAULT 0,
    base_failed         bigint      NOT NULL DEFAULT 0,
    counted_until       timestamptz NOT NULL,
    started_at          timestamptz NOT NULL,
    ended_at            timestamptz,
    PRIMARY KEY (tenant_id, name)
);
CREATE INDEX chain_rollouts_running ON chain_rollouts (counted_until) WHERE state = 'running';

ALTER TABLE chain_rollouts ENABLE ROW LEVEL SECURITY;
ALTER TABLE chain_rollouts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON chain_rollouts USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON chain_rollouts TO ${role};
