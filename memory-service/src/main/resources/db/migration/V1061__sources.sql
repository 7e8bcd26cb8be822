-- Places that documents are taken from, again and again.
CREATE TABLE sources (
    tenant_id         uuid        NOT NULL,
    source_id         uuid        NOT NULL,
    user_id           uuid        NOT NULL,
    name              text        NOT NULL,
    -- where: kind and address
    place             jsonb       NOT NULL,
    collection        text        NOT NULL,
    shared            boolean     NOT NULL,
    -- when: cron and timeZone, or every; null: when it is asked for only
    timing            jsonb,
    paused            boolean     NOT NULL,
    -- the schedule at the worker, and whether it may differ from what is wanted here
    schedule_id       uuid,
    schedule_revision integer     NOT NULL,
    schedule_stale    boolean     NOT NULL,
    -- whether it is to be removed, its documents first
    leaving           boolean     NOT NULL,
    -- the run that goes on: the job that carries it, until when nobody else may, and whether the place was listed
    run_id            uuid,
    run_until         timestamptz,
    run_started_at    timestamptz,
    run_listed        boolean     NOT NULL,
    counts            jsonb       NOT NULL,
    -- the run before
    last_run          jsonb,
    -- of the request that made it under an idempotency key
    request_hash      bytea,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, source_id)
);
CREATE INDEX sources_of_user ON sources (tenant_id, user_id, source_id);
CREATE INDEX sources_stale ON sources (updated_at) WHERE schedule_stale;

-- What was found there.
CREATE TABLE source_items (
    tenant_id     uuid NOT NULL,
    source_id     uuid NOT NULL,
    -- its path below the place, or its URL
    item          text COLLATE "C" NOT NULL,
    -- the run that has seen it, and how it looked from outside: size and time, tag, date
    listed_run    uuid NOT NULL,
    listed_mark   text,
    -- how it looked when it was taken
    mark          text,
    -- what its server wants to hear to say that nothing has changed
    etag          text,
    last_modified text,
    document_id   uuid,
    error         text,
    -- what is to be done: FETCH or REMOVE
    todo          text,
    PRIMARY KEY (tenant_id, source_id, item)
);
CREATE INDEX source_items_todo ON source_items (tenant_id, source_id, item) WHERE todo IS NOT NULL;
CREATE INDEX source_items_failed ON source_items (tenant_id, source_id, item) WHERE error IS NOT NULL;

ALTER TABLE sources ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sources USING (
    (SELECT current_setting('focusforge.tenant', true) = '*')
    OR tenant_id = (SELECT nullif(nullif(current_setting('focusforge.tenant', true), '*'), '')::uuid));
ALTER TABLE source_items ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON source_items USING (
    (SELECT current_setting('focusforge.tenant', true) = '*')
    OR tenant_id = (SELECT nullif(nullif(current_setting('focusforge.tenant', true), '*'), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON sources, source_items TO ${role};
