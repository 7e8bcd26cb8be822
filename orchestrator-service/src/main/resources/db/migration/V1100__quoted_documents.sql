-- Documents that were deleted, or are being deleted: what answers have quoted of them is not shown any more.
CREATE TABLE withdrawn_documents (
    tenant_id   uuid        NOT NULL,
    document_id uuid        NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, document_id)
);

-- Which answers quote which documents.
CREATE TABLE answer_documents (
    tenant_id   uuid NOT NULL,
    document_id uuid NOT NULL,
    answer_id   uuid NOT NULL,
    PRIMARY KEY (tenant_id, document_id, answer_id),
    FOREIGN KEY (tenant_id, answer_id) REFERENCES answers (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX answer_documents_answer ON answer_documents (tenant_id, answer_id);
INSERT INTO answer_documents (tenant_id, document_id, answer_id)
SELECT DISTINCT a.tenant_id, (found.ids)[1]::uuid, a.id
FROM answers a CROSS JOIN LATERAL regexp_matches(a.result, '"document":"([0-9a-f]{8}-[0-9a-f-]{27})"', 'g') AS found (ids);

ALTER TABLE withdrawn_documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE withdrawn_documents FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON withdrawn_documents USING ((SELECT current_setting('focusforge.tenant', true)) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, DELETE ON withdrawn_documents TO ${role};
ALTER TABLE answer_documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE answer_documents FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON answer_documents USING ((SELECT current_setting('focusforge.tenant', true)) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, DELETE ON answer_documents TO ${role};
