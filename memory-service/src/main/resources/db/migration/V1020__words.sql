-- The words of whatever is searched by words: which text has which, how often, and how long texts are. Filled by triggers on the tables
-- of the texts, so that frequencies and lengths are right whoever writes there.

CREATE TABLE word_postings (
    tenant_id uuid NOT NULL,
    -- the texts that are searched together, and among which a word is rare or common
    scope     uuid NOT NULL,
    lexeme    text COLLATE "C" NOT NULL,
    text_id   uuid NOT NULL,
    frequency real NOT NULL,
    -- the sum of all frequencies of the text
    length    real NOT NULL,
    PRIMARY KEY (tenant_id, scope, lexeme, text_id) INCLUDE (frequency, length)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05);

-- In shards by the writer's connection, so that writers of one scope seldom wait for each other.
CREATE TABLE word_totals (
    tenant_id uuid             NOT NULL,
    scope     uuid             NOT NULL,
    shard     smallint         NOT NULL,
    texts     bigint           NOT NULL,
    length    double precision NOT NULL,
    PRIMARY KEY (tenant_id, scope, shard)
) WITH (fillfactor = 50);

ALTER TABLE word_postings ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON word_postings USING (
    (SELECT current_setting('focusforge.tenant', true) = '*')
    OR tenant_id = (SELECT nullif(nullif(current_setting('focusforge.tenant', true), '*'), '')::uuid));
ALTER TABLE word_totals ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON word_totals USING (
    (SELECT current_setting('focusforge.tenant', true) = '*')
    OR tenant_id = (SELECT nullif(nullif(current_setting('focusforge.tenant', true), '*'), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON word_postings, word_totals TO ${role};

-- What is labelled C only surrounds the text, and counts a quarter. Very long words are told apart by their beginning.
CREATE FUNCTION word_frequencies(words tsvector) RETURNS TABLE (lexeme text, frequency real)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 50 AS $$
    SELECT left(word.lexeme, 64),
           sum(0.25 * cardinality(word.weights) + 0.75 * cardinality(array_remove(word.weights, 'C')))::real
    FROM unnest(words) AS word GROUP BY 1 $$;

-- For AFTER triggers of statements on any table with the columns tenant_id and words; the arguments name those of scope and text. The
-- transition tables are called gone and come. Plans are kept from times when tables were empty, and must be right later.
CREATE FUNCTION keep_words() RETURNS trigger LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE
    rows_of CONSTANT text := format('SELECT tenant_id, %I AS scope, %I AS text_id, words FROM ', TG_ARGV[0], TG_ARGV[1]);
    gone_rows text := rows_of || 'gone';
    come_rows text := rows_of || 'come';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        gone_rows := rows_of || 'gone EXCEPT ' || rows_of || 'come';
        come_rows := rows_of || 'come EXCEPT ' || rows_of || 'gone';
    END IF;
    IF TG_OP <> 'INSERT' THEN
        EXECUTE format($sql$
            WITH word AS MATERIALIZED (
                SELECT tenant_id, scope, text_id, lexeme, frequency FROM (%s) old, word_frequencies(old.words)),
            total AS (
                INSERT INTO word_totals AS t
                SELECT tenant_id, scope, pg_backend_pid() & 15, -count(DISTINCT text_id), -sum(frequency::float8)
                FROM word GROUP BY 1, 2 ORDER BY 1, 2
                ON CONFLICT (tenant_id, scope, shard) DO UPDATE
                    SET texts = t.texts + excluded.texts, length = t.length + excluded.length)
            DELETE FROM word_postings p USING word w
            WHERE p.tenant_id = w.tenant_id AND p.scope = w.scope AND p.lexeme = w.lexeme AND p.text_id = w.text_id$sql$, gone_rows);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format($sql$
            WITH word AS MATERIALIZED (
                SELECT tenant_id, scope, text_id, lexeme, frequency FROM (%s) new, word_frequencies(new.words)),
            total AS (
                INSERT INTO word_totals AS t
                SELECT tenant_id, scope, pg_backend_pid() & 15, count(DISTINCT text_id), sum(frequency::float8)
                FROM word GROUP BY 1, 2 ORDER BY 1, 2
                ON CONFLICT (tenant_id, scope, shard) DO UPDATE
                    SET texts = t.texts + excluded.texts, length = t.length + excluded.length)
            INSERT INTO word_postings (tenant_id, scope, lexeme, text_id, frequency, length)
            SELECT tenant_id, scope, lexeme, text_id, frequency, sum(frequency) OVER (PARTITION BY tenant_id, text_id)
            FROM word ORDER BY 1, 2, 3, 4$sql$, come_rows);
    END IF;
    IF TG_OP = 'DELETE' THEN
        -- Of an empty scope nothing is left. Rows that add up to nothing may go together, whatever others add meanwhile.
        EXECUTE format($sql$
            WITH nothing AS MATERIALIZED (
                SELECT tenant_id, scope FROM word_totals
                WHERE (tenant_id, scope) IN (SELECT tenant_id, scope FROM (%s) old) GROUP BY 1, 2 HAVING sum(texts) = 0),
            held AS MATERIALIZED (
                SELECT * FROM word_totals JOIN nothing USING (tenant_id, scope) FOR UPDATE OF word_totals SKIP LOCKED)
            DELETE FROM word_totals t USING held
            WHERE t.tenant_id = held.tenant_id AND t.scope = held.scope AND t.shard = held.shard AND (held.tenant_id, held.scope) IN (
                SELECT tenant_id, scope FROM held GROUP BY 1, 2 HAVING sum(texts) = 0 AND sum(length) = 0)$sql$, gone_rows);
    END IF;
    RETURN NULL;
END $$;
