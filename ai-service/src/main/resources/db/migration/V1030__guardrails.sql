-- What a tenant wants done with prompts on their way to a provider; null is what the installation does.
CREATE TABLE guardrails (
    tenant_id         uuid        NOT NULL PRIMARY KEY,
    mask              text        CHECK (mask IN ('off', 'mask', 'restore')),
    kinds             text[]      NOT NULL,
    roles             text[]      NOT NULL,
    mark_tool_results boolean,
    changed_at        timestamptz NOT NULL
);
CREATE INDEX guardrails_changed ON guardrails (changed_at, tenant_id);

ALTER TABLE guardrails ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON guardrails USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE ON guardrails TO ${role};
