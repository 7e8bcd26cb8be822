-- Servers of tools that a tenant has named. Nothing secret is kept: those that want a header are declared by the operator.
CREATE TABLE mcp_servers (
    tenant_id  uuid        NOT NULL,
    name       text        NOT NULL,
    url        text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

ALTER TABLE mcp_servers ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON mcp_servers USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, DELETE ON mcp_servers TO ${role};
