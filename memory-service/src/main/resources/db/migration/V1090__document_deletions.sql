-- Documents that are being deleted: each as it was, so that it is found nowhere any more, and can be shown again if it cannot be deleted.
CREATE TABLE document_deletions (
    LIKE documents,
    deletion_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, deletion_id)
);
CREATE INDEX document_deletions_owner ON document_deletions (tenant_id, user_id, deletion_id);

ALTER TABLE document_deletions ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_deletions FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON document_deletions USING (
    (SELECT current_setting('focusforge.tenant', true) = '*')
    OR tenant_id = (SELECT nullif(nullif(current_setting('focusforge.tenant', true), '*'), '')::uuid));
GRANT SELECT, INSERT, DELETE, UPDATE ON document_deletions TO ${role};
