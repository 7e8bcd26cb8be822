-- What came of the variants of flags since the flags were changed, and which variant was taken from its share.
CREATE TABLE variant_tallies (
    tenant_id uuid   NOT NULL,
    key       text   NOT NULL,
    variant   text   NOT NULL,
    succeeded bigint NOT NULL,
    failed    bigint NOT NULL,
    PRIMARY KEY (tenant_id, key, variant)
);
CREATE TABLE flag_roll_backs (
    tenant_id uuid        NOT NULL,
    key       text        NOT NULL,
    variant   text        NOT NULL,
    reason    text        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key)
);

ALTER TABLE variant_tallies ENABLE ROW LEVEL SECURITY;
ALTER TABLE variant_tallies FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON variant_tallies USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON variant_tallies TO ${role};
ALTER TABLE flag_roll_backs ENABLE ROW LEVEL SECURITY;
ALTER TABLE flag_roll_backs FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON flag_roll_backs USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON flag_roll_backs TO ${role};
