-- What serves all tenants does not have each row's tenant written out and compared.
ALTER POLICY tenant ON jobs USING ((SELECT current_setting('focusforge.tenant', true)) = '*'
    OR tenant_id::text = (SELECT current_setting('focusforge.tenant', true)));
ALTER POLICY tenant ON finished_jobs USING ((SELECT current_setting('focusforge.tenant', true)) = '*'
    OR tenant_id::text = (SELECT current_setting('focusforge.tenant', true)));

-- Messages live for milliseconds: compressing them costs more than writing them.
ALTER TABLE outbox ALTER COLUMN payload SET STORAGE EXTERNAL;
