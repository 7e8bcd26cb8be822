-- Documents: what somebody has uploaded. What is searched of them is in chunks; their bytes are in the object store.

CREATE TABLE documents (
    tenant_id     uuid        NOT NULL,
    document_id   uuid        NOT NULL,
    user_id       uuid        NOT NULL,
    collection    text        NOT NULL,
    -- whether all users of the tenant see it, or its own only
    shared        boolean     NOT NULL,
    -- the owner's name for it: what comes under the same name is its next version
    external_key  text,
    title         text        NOT NULL,
    metadata      jsonb       NOT NULL,
    source_id     uuid,
    media_type    text        NOT NULL,
    bytes         bigint      NOT NULL,
    content_hash  bytea       NOT NULL,
    object_key    text        NOT NULL,
    -- of what was uploaded last; what is found is ready_version, which stays until the newer one is ready
    version       integer     NOT NULL,
    ready_version integer,
    state         text        NOT NULL CHECK (state IN ('QUEUED', 'EXTRACTING', 'SPLITTING', 'EMBEDDING', 'INDEXING', 'READY', 'FAILED', 'CANCELLED')),
    percent       integer     NOT NULL,
    reason        text,
    job_id        uuid        NOT NULL,
    -- the states that this version went through, with the step in which it came there
    stages        jsonb       NOT NULL,
    -- counts whatever changes
    step          bigint      NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, document_id)
);

CREATE INDEX documents_owner ON documents (tenant_id, user_id, document_id);
CREATE INDEX documents_shared ON documents (tenant_id, document_id) WHERE shared;
CREATE UNIQUE INDEX documents_key ON documents (tenant_id, user_id, collection, external_key) WHERE external_key IS NOT NULL;
CREATE UNIQUE INDEX documents_content ON documents (tenant_id, user_id, collection, content_hash) WHERE external_key IS NULL;
CREATE INDEX documents_source ON documents (tenant_id, source_id, document_id) WHERE source_id IS NOT NULL;
CREATE INDEX documents_under_way ON documents (updated_at) WHERE state NOT IN ('READY', 'FAILED', 'CANCELLED');

-- Noted before it is written, so that no crash leaves an object that nobody knows.
CREATE TABLE document_objects (
    tenant_id  uuid        NOT NULL,
    object_id  uuid        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('arriving', 'kept', 'going')),
    touched_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, object_id)
);
CREATE INDEX document_objects_swept ON document_objects (touched_at) WHERE state <> 'kept';

ALTER TABLE documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE documents FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON documents USING (
    (SELECT current_setting('focusforge.tenant', true) = '*')
    OR tenant_id = (SELECT nullif(nullif(current_setting('focusforge.tenant', true), '*'), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON documents TO ${role};

ALTER TABLE document_objects ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_objects FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON document_objects USING (
    (SELECT current_setting('focusforge.tenant', true) = '*')
    OR tenant_id = (SELECT nullif(nullif(current_setting('focusforge.tenant', true), '*'), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON document_objects TO ${role};
