-- What models were used for. A row is one call to a provider, or the sum of the calls of a user to a model in process within a moment.
CREATE TABLE usage (
    tenant_id         uuid        NOT NULL,
    id                uuid        NOT NULL,
    user_id           uuid        NOT NULL,
    provider          text        NOT NULL,
    model             text        NOT NULL,
    kind              text        NOT NULL CHECK (kind IN ('chat', 'embedding')),
    calls             integer     NOT NULL CHECK (calls > 0),
    prompt_tokens     bigint      NOT NULL CHECK (prompt_tokens >= 0),
    completion_tokens bigint      NOT NULL CHECK (completion_tokens >= 0),
    estimated         boolean     NOT NULL,
    cost_micros       bigint,
    request_id        text,
    created_at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX usage_time ON usage (tenant_id, created_at);

ALTER TABLE usage ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON usage USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT ON usage TO ${role};
