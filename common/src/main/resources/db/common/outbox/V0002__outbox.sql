-- What a transaction wants the rest of the suite to know, kept until it has been told.
CREATE TABLE outbox (
    tenant_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('event', 'job')),
    payload   text        NOT NULL,
    sent_at   timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX outbox_unsent ON outbox (kind, id) WHERE sent_at IS NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;

-- Names the content of Redis: when Redis has another name, or none, it has lost what it was told.
CREATE TABLE outbox_epoch (
    epoch uuid NOT NULL PRIMARY KEY
);
INSERT INTO outbox_epoch VALUES (gen_random_uuid());

ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON outbox USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO ${role};
GRANT SELECT ON outbox_epoch TO ${role};
