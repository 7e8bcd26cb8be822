-- Whose a file is: one that no document needs any more is erased with the person at once, and not after its time.
ALTER TABLE document_objects ADD COLUMN user_id uuid;
CREATE INDEX document_objects_left ON document_objects (tenant_id, user_id) WHERE state <> 'kept';
