-- Dead letters: the jobs that are dead, found by when and why they died, and how often they were brought back.
ALTER TABLE jobs
    ADD COLUMN replays     integer NOT NULL DEFAULT 0,
    ADD COLUMN replayed_at timestamptz,
    -- The last error's. A column, since row-level security keeps expressions over JSON from being looked up in an index.
    ADD COLUMN error_code  text GENERATED ALWAYS AS (errors -> -1 ->> 'code') STORED;

CREATE INDEX jobs_dead ON jobs (tenant_id, user_id, finished_at, id, queue, type, error_code) WHERE state = 'dead';
