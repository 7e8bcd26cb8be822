-- What operators have decided about a queue. It holds for all tenants: every one may see it, none may change it.
CREATE TABLE queues (
    name      text PRIMARY KEY,
    -- Null while the queue is open.
    paused_at timestamptz,
    paused_by uuid
);

ALTER TABLE queues ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen_by_all ON queues FOR SELECT USING (current_setting('focusforge.tenant', true) <> '');
CREATE POLICY operated ON queues USING (current_setting('focusforge.tenant', true) = '*');
GRANT SELECT, INSERT, UPDATE ON queues TO ${role};

-- Jobs that came in and that ended, per queue and five seconds; added up by all replicas, kept for some minutes.
CREATE TABLE queue_traffic (
    slot    timestamptz NOT NULL,
    queue   text        NOT NULL,
    arrived bigint      NOT NULL,
    served  bigint      NOT NULL,
    PRIMARY KEY (slot, queue)
);

ALTER TABLE queue_traffic ENABLE ROW LEVEL SECURITY;
CREATE POLICY operated ON queue_traffic USING (current_setting('focusforge.tenant', true) = '*');
GRANT SELECT, INSERT, UPDATE, DELETE ON queue_traffic TO ${role};

-- Counts need no look at the table: the tenant is there for the policy on jobs. What is dispatched or running is counted without it,
-- since windows and slots keep that few, so that a job on its normal way costs one entry here.
CREATE INDEX jobs_of_queue ON jobs (queue, state, tenant_id, run_at) WHERE state IN ('queued', 'dead');
