-- Receivers of webhooks, which jobs can name in place of a URL and a secret.
CREATE TABLE webhook_endpoints (
    tenant_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    url             text        NOT NULL,
    description     text        NOT NULL,
    -- Empty: all.
    events          text[]      NOT NULL,
    secret          text        NOT NULL,
    -- Signs beside the present one until then.
    former_secret   text,
    former_until    timestamptz,
    -- Deliveries in a row that were given up.
    failures        integer     NOT NULL,
    failing_since   timestamptz,
    disabled_at     timestamptz,
    disabled_reason text        CHECK (disabled_reason IN ('manual', 'failures', 'gone')),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL))
);
CREATE INDEX webhook_endpoints_of_user ON webhook_endpoints (tenant_id, user_id, id);

ALTER TABLE webhook_endpoints ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook_endpoints USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoints TO ${role};

-- What came of the last attempts to deliver to an endpoint.
CREATE TABLE webhook_deliveries (
    tenant_id   uuid        NOT NULL,
    endpoint_id uuid        NOT NULL,
    id          uuid        NOT NULL,
    job_id      uuid        NOT NULL,
    attempt     integer     NOT NULL,
    event_type  text        NOT NULL,
    at          timestamptz NOT NULL,
    duration_ms integer     NOT NULL,
    status      integer,
    error       text,
    PRIMARY KEY (tenant_id, endpoint_id, id)
);
CREATE INDEX webhook_deliveries_age ON webhook_deliveries (at);

ALTER TABLE webhook_deliveries ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook_deliveries USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, DELETE ON webhook_deliveries TO ${role};

-- What models have answered to the prompts of a job that is not done yet, so that no other attempt asks them again.
CREATE TABLE inference_answers (
    tenant_id  uuid        NOT NULL,
    job_id     uuid        NOT NULL,
    item       integer     NOT NULL,
    -- Of all that was asked: an edited payload is asked anew.
    digest     text        NOT NULL,
    answer     jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, job_id, item)
);
CREATE INDEX inference_answers_age ON inference_answers (created_at);

ALTER TABLE inference_answers ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON inference_answers USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON inference_answers TO ${role};
