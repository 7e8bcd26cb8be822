-- Steps of runs that wait for an event of the user's stream, and how far it was looked for. What is not wanted any more goes with the next look.
CREATE TABLE event_waits (
    tenant_id uuid        NOT NULL,
    run_id    uuid        NOT NULL,
    step      text        NOT NULL,
    user_id   uuid        NOT NULL,
    type      text        NOT NULL,
    subject   uuid,
    turn      bigint      NOT NULL,
    place     bigint      NOT NULL,
    looked_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, run_id, step)
);
CREATE INDEX event_waits_looked ON event_waits (looked_at);

ALTER TABLE event_waits ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_waits FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON event_waits USING ((SELECT current_setting('focusforge.tenant', true)) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON event_waits TO ${role};
