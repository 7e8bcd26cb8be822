-- Receipts of erasures, and how far those have come that are under way. They are kept, and so name nobody once they have ended.
CREATE TABLE erasures (
    tenant_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    -- Who is erased; null when it is done.
    user_id      uuid,
    -- SHA-256 of tenant and user: whoever knows both can tell whose receipt it is.
    subject      bytea       NOT NULL,
    step         integer     NOT NULL,
    requested_at timestamptz NOT NULL,
    finished_at  timestamptz,
    PRIMARY KEY (tenant_id, id),
    CHECK ((user_id IS NULL) = (finished_at IS NOT NULL))
);
CREATE UNIQUE INDEX erasures_under_way ON erasures (tenant_id, subject) WHERE finished_at IS NULL;

CREATE TABLE erasure_places (
    tenant_id  uuid        NOT NULL,
    erasure_id uuid        NOT NULL,
    service    text        NOT NULL,
    place      text        NOT NULL,
    erased     bigint      NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, erasure_id, service, place),
    FOREIGN KEY (tenant_id, erasure_id) REFERENCES erasures
);

ALTER TABLE erasures ENABLE ROW LEVEL SECURITY;
ALTER TABLE erasure_places ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON erasures USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON erasure_places USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE ON erasures, erasure_places TO ${role};
