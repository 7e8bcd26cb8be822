-- What a tenant wants to see of its calls' texts in its spans; without a row nothing.
CREATE TABLE observability (
    tenant_id  uuid        NOT NULL,
    content    text        NOT NULL CHECK (content IN ('none', 'prompts', 'all')),
    changed_by uuid        NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id)
);

ALTER TABLE observability ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON observability USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON observability TO ${role};
