-- Who may use the installation: tenants, their users, and the keys that users call with.
CREATE TABLE tenants (
    tenant_id  uuid        NOT NULL PRIMARY KEY,
    name       text        NOT NULL UNIQUE,
    created_at timestamptz NOT NULL
);

CREATE TABLE users (
    tenant_id  uuid        NOT NULL REFERENCES tenants,
    id         uuid        NOT NULL,
    name       text        NOT NULL,
    email      text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name)
);

-- secret_hash is the SHA-256 of the secret, which itself is stored nowhere.
CREATE TABLE api_keys (
    tenant_id           uuid        NOT NULL,
    id                  uuid        NOT NULL,
    user_id             uuid        NOT NULL,
    name                text        NOT NULL,
    secret_hash         bytea       NOT NULL,
    scopes              text[]      NOT NULL,
    requests_per_minute integer,
    created_at          timestamptz NOT NULL,
    expires_at          timestamptz,
    revoked_at          timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users
);
-- The look-up of a request's key: its tenant is not known yet.
CREATE INDEX api_keys_id ON api_keys (id);

ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON tenants USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON users USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON api_keys USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT ON tenants, users TO ${role};
GRANT SELECT, INSERT, UPDATE ON api_keys TO ${role};
