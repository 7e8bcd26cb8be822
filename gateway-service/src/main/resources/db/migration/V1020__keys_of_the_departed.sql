-- Keys of people who were erased: for a while they read the receipt of it, and nothing else.
CREATE TABLE departed_keys (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    user_id     uuid        NOT NULL,
    secret_hash bytea       NOT NULL,
    until       timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
-- The look-up of a request's key: its tenant is not known yet.
CREATE INDEX departed_keys_id ON departed_keys (id);
CREATE INDEX departed_keys_until ON departed_keys (until);

ALTER TABLE departed_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON departed_keys USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, DELETE ON departed_keys TO ${role};
