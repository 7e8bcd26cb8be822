-- The words of what is said in conversations. The messages themselves are in MongoDB, and never change; a row here follows its document.
CREATE TABLE message_index (
    tenant_id       uuid    NOT NULL,
    user_id         uuid    NOT NULL,
    conversation_id uuid    NOT NULL,
    -- the number of the message
    seq             integer NOT NULL,
    message_id      uuid    NOT NULL,
    -- the number of the first message that was appended together with it, by which it is found in MongoDB
    append_seq      integer NOT NULL,
    role            text    NOT NULL,
    -- whose words are counted together: a user's messages, apart from what else the user has
    scope           uuid    NOT NULL GENERATED ALWAYS AS (md5('messages/' || user_id::text)::uuid) STORED,
    words           tsvector NOT NULL,
    PRIMARY KEY (tenant_id, conversation_id, seq)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05);

-- Of a found word's messages, those of the conversation and the roles that are asked for.
CREATE UNIQUE INDEX message_index_message ON message_index (tenant_id, message_id)
    INCLUDE (conversation_id, seq, append_seq, role, user_id);

ALTER TABLE message_index ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON message_index USING (
    (SELECT current_setting('focusforge.tenant', true) = '*')
    OR tenant_id = (SELECT nullif(nullif(current_setting('focusforge.tenant', true), '*'), '')::uuid));
GRANT SELECT, INSERT, DELETE ON message_index TO ${role};

CREATE TRIGGER words_come AFTER INSERT ON message_index
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION keep_words('scope', 'message_id');
CREATE TRIGGER words_go AFTER DELETE ON message_index
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION keep_words('scope', 'message_id');
