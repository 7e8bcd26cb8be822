-- What memories are filtered, ranked and surrounded by. The bits of words give way to the words themselves.
ALTER TABLE memory_index
    ADD COLUMN namespace    text        NOT NULL DEFAULT 'default',
    ADD COLUMN tags         text[]      NOT NULL DEFAULT '{}',
    ADD COLUMN metadata     jsonb       NOT NULL DEFAULT '{}',
    ADD COLUMN agent        text,
    ADD COLUMN run          text,
    ADD COLUMN session      text,
    ADD COLUMN valid_from   timestamptz,
    ADD COLUMN valid_to     timestamptz,
    ADD COLUMN updated_at   timestamptz,
    ADD COLUMN accessed_at  timestamptz,
    ADD COLUMN access_count integer     NOT NULL DEFAULT 0,
    ADD COLUMN state        text        NOT NULL DEFAULT 'ACTIVE';

DROP INDEX memory_index_owner;
ALTER TABLE memory_index DROP COLUMN word_bits;
DROP FUNCTION word_bits(tsvector);

-- As before: a search walks over all memories of its owner, side by side in this index and without visiting the table.
CREATE INDEX memory_index_owner ON memory_index (tenant_id, user_id)
    INCLUDE (memory_id, type, expires_at, signature, state, valid_from, valid_to, namespace);

-- The turn before.
CREATE INDEX memory_index_session ON memory_index (tenant_id, user_id, session, created_at) WHERE session IS NOT NULL;
CREATE INDEX memory_index_run ON memory_index (tenant_id, user_id, run, created_at) WHERE run IS NOT NULL;

CREATE TRIGGER words_come AFTER INSERT ON memory_index
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION keep_words('user_id', 'memory_id');
CREATE TRIGGER words_change AFTER UPDATE ON memory_index
    REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION keep_words('user_id', 'memory_id');
CREATE TRIGGER words_go AFTER DELETE ON memory_index
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION keep_words('user_id', 'memory_id');

WITH word AS MATERIALIZED (
    SELECT tenant_id, user_id, memory_id, lexeme, frequency FROM memory_index, word_frequencies(words)),
total AS (
    INSERT INTO word_totals
    SELECT tenant_id, user_id, 0, count(DISTINCT memory_id), sum(frequency::float8) FROM word GROUP BY 1, 2)
INSERT INTO word_postings (tenant_id, scope, lexeme, text_id, frequency, length)
SELECT tenant_id, user_id, lexeme, memory_id, frequency, sum(frequency) OVER (PARTITION BY tenant_id, memory_id) FROM word;
