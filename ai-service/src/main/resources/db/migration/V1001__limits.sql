-- What the subjects of a tenant may use of the models; what is null is not limited. A removed limit stays as a row without limits
-- for a while, so that every pod sees the change.
CREATE TABLE limits (
    tenant_id           uuid        NOT NULL,
    scope               text        NOT NULL CHECK (scope IN ('key', 'user', 'tenant', 'model')),
    subject             text        NOT NULL,
    requests_per_minute bigint      CHECK (requests_per_minute > 0),
    tokens_per_minute   bigint      CHECK (tokens_per_minute > 0),
    concurrent_calls    bigint      CHECK (concurrent_calls > 0),
    budget_micros       bigint      CHECK (budget_micros >= 0),
    budget_period       text        CHECK (budget_period IN ('day', 'month')),
    removed             boolean     NOT NULL DEFAULT false,
    changed_at          timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, scope, subject)
);
CREATE INDEX limits_changed ON limits (changed_at);

ALTER TABLE limits ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON limits USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON limits TO ${role};
