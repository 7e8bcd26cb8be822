-- Series and focus sessions as they are being made anew, beside those that are read. A column that those get, these get as well.
CREATE TABLE task_series_rebuilt (LIKE task_series INCLUDING DEFAULTS, PRIMARY KEY (tenant_id, id));
CREATE TABLE focus_sessions_rebuilt (LIKE focus_sessions INCLUDING DEFAULTS, PRIMARY KEY (tenant_id, id));

ALTER TABLE task_series_rebuilt ENABLE ROW LEVEL SECURITY;
ALTER TABLE focus_sessions_rebuilt ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON task_series_rebuilt USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON focus_sessions_rebuilt USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, DELETE ON task_series_rebuilt TO ${role};
GRANT SELECT, INSERT, DELETE ON focus_sessions_rebuilt TO ${role};
