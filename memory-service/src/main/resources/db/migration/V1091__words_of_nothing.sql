-- An INSERT that may become an UPDATE is a statement of both kinds, mostly with no row of the second: then nothing is planned or asked.

-- For AFTER triggers of statements on any table with the columns tenant_id and words; the arguments name those of scope and text. The
-- transition tables are called gone and come. Plans are kept from times when tables were empty, and must be right later.
CREATE OR REPLACE FUNCTION keep_words() RETURNS trigger LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE
    rows_of CONSTANT text := format('SELECT tenant_id, %I AS scope, %I AS text_id, words FROM ', TG_ARGV[0], TG_ARGV[1]);
    gone_rows text := rows_of || 'gone';
    come_rows text := rows_of || 'come';
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM FROM gone LIMIT 1;
    ELSE
        PERFORM FROM come LIMIT 1;
    END IF;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
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
