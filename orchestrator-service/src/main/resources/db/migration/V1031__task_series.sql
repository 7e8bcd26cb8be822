-- Tasks that come again. make_at is when the next one is made by the calendar; null when that is not for the calendar to say.
CREATE TABLE task_series (
    tenant_id uuid    NOT NULL,
    id        uuid    NOT NULL,
    owner_id  uuid    NOT NULL,
    version   integer NOT NULL,
    make_at   timestamptz,
    document  text    NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX task_series_owner ON task_series (tenant_id, owner_id, id);
CREATE INDEX task_series_due ON task_series (make_at) WHERE make_at IS NOT NULL;

ALTER TABLE task_series ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON task_series USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON task_series TO ${role};
