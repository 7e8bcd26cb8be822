-- What serves all tenants does not have each row's tenant written out and compared. As a CASE, since the planner takes an OR for so
-- selective that it would rather sort what it finds than read it in the order of an index.
ALTER POLICY tenant ON jobs USING (CASE WHEN (SELECT current_setting('focusforge.tenant', true)) = '*' THEN true
    ELSE tenant_id::text = (SELECT current_setting('focusforge.tenant', true)) END);
ALTER POLICY tenant ON finished_jobs USING (CASE WHEN (SELECT current_setting('focusforge.tenant', true)) = '*' THEN true
    ELSE tenant_id::text = (SELECT current_setting('focusforge.tenant', true)) END);

-- Messages live for milliseconds: compressing them costs more than writing them.
ALTER TABLE outbox ALTER COLUMN payload SET STORAGE EXTERNAL;
