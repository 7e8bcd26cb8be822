-- Which version of an uploaded chain is run when nobody says which. A number is never given twice while the chain is there.
CREATE TABLE chains (
    tenant_id  uuid        NOT NULL,
    name       text        NOT NULL,
    active     integer     NOT NULL,
    previous   integer,
    latest     integer     NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

-- Never changed. A run finds its version by the id, so that a chain of the same name that is made later is another one.
CREATE TABLE chain_versions (
    tenant_id  uuid        NOT NULL,
    name       text        NOT NULL,
    version    integer     NOT NULL CHECK (version > 0),
    id         uuid        NOT NULL,
    definition text        NOT NULL,
    depth      integer     NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name, version)
);
CREATE UNIQUE INDEX chain_versions_id ON chain_versions (tenant_id, id);

-- Which versions call which.
CREATE TABLE chain_calls (
    tenant_id      uuid    NOT NULL,
    callee         text    NOT NULL,
    callee_version integer NOT NULL,
    name           text    NOT NULL,
    version        integer NOT NULL,
    PRIMARY KEY (tenant_id, callee, callee_version, name, version)
);
CREATE INDEX chain_calls_caller ON chain_calls (tenant_id, name, version);

ALTER TABLE chains ENABLE ROW LEVEL SECURITY;
ALTER TABLE chain_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE chain_calls ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON chains USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON chain_versions USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON chain_calls USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON chains TO ${role};
GRANT SELECT, INSERT, DELETE ON chain_versions TO ${role};
GRANT SELECT, INSERT, DELETE ON chain_calls TO ${role};
