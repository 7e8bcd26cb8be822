-- Calls by API key and with the tokens that the provider had in its cache. NONE of the keys is the nil UUID, so that it can be part of a key.
ALTER TABLE usage ADD COLUMN key_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
ALTER TABLE usage ADD COLUMN cached_tokens bigint NOT NULL DEFAULT 0 CHECK (cached_tokens >= 0);
CREATE INDEX usage_age ON usage (created_at);
GRANT DELETE ON usage TO ${role};

-- The sums of a day (UTC), written in the transaction of the calls. They are kept when the calls are removed.
CREATE TABLE usage_days (
    tenant_id         uuid    NOT NULL,
    day               date    NOT NULL,
    user_id           uuid    NOT NULL,
    key_id            uuid    NOT NULL,
    provider          text    NOT NULL,
    model             text    NOT NULL,
    kind              text    NOT NULL,
    calls             bigint  NOT NULL,
    prompt_tokens     bigint  NOT NULL,
    cached_tokens     bigint  NOT NULL,
    completion_tokens bigint  NOT NULL,
    estimated         boolean NOT NULL,
    cost_micros       bigint  NOT NULL,
    unpriced_calls    bigint  NOT NULL,
    PRIMARY KEY (tenant_id, day, user_id, key_id, provider, model, kind)
) WITH (fillfactor = 80);
CREATE INDEX usage_days_age ON usage_days (day);

INSERT INTO usage_days
SELECT tenant_id, (created_at AT TIME ZONE 'UTC')::date, user_id, key_id, provider, model, kind, sum(calls), sum(prompt_tokens),
       sum(cached_tokens), sum(completion_tokens), bool_or(estimated), coalesce(sum(cost_micros), 0),
       coalesce(sum(calls) FILTER (WHERE cost_micros IS NULL), 0)
FROM usage GROUP BY 1, 2, 3, 4, 5, 6, 7;

ALTER TABLE usage_days ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON usage_days USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_days TO ${role};

-- What operators say that models cost, in micro-dollars for a million tokens. It is that of the installation, and of no tenant.
CREATE TABLE prices (
    provider     text        NOT NULL,
    model        text        NOT NULL,
    input        bigint      NOT NULL CHECK (input >= 0),
    cached_input bigint      NOT NULL CHECK (cached_input >= 0),
    output       bigint      NOT NULL CHECK (output >= 0),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (provider, model)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON prices TO ${role};
