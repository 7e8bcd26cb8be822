package io.focusforge.bench.memory;

import io.focusforge.bench.memory.InnerApi.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Documents of many tenants, put where the service keeps them: sentences with their embeddings, each many times with something random added
 * to it. The index is made at the end, which is quicker than to grow it.
 */
final class Library {
    static final int CHUNKS_PER_DOCUMENT = 100;

    private static final String SENTENCE =
            "1 + abs(hashint8(hashtextextended(document_id::text, %s))) %% (SELECT count(*) FROM bench_sentences)";
    private static final String SENTENCES = """
            CREATE UNLOGGED TABLE bench_sentences (id serial, text text, embedding vector(384))""";
    private static final String DOCUMENTS = """
            INSERT INTO documents (tenant_id, document_id, user_id, collection, shared, title, metadata, media_type, bytes, content_hash,
                object_key, version, ready_version, state, percent, job_id, stages, step, created_at, updated_at)
            SELECT ?::uuid, d, ?::uuid, 'bench', false, 'Bench', '{}', 'text/plain', 1, uuid_send(d), d::text, 1, 1, 'READY', 100, d, '[]', 1, now(), now()
            FROM (SELECT gen_random_uuid() AS d FROM generate_series(1, ?)) AS made""";
    // Behind each sentence words as they come in a language: the second half as rare as the first is frequent.
    private static final String CHUNKS = """
            INSERT INTO chunks (tenant_id, document_id, version, ordinal, chunk_id, page, start_char, end_char, heading, text, words, length)
            SELECT tenant_id, document_id, 1, o, gen_random_uuid(), 0, o * 1000, o * 1000 + length(made.text), '', made.text, w,
                   (SELECT sum(frequency) FROM word_frequencies(w))
            FROM documents CROSS JOIN generate_series(0, 99) AS o JOIN bench_sentences s ON s.id = %1$s
            CROSS JOIN LATERAL (
                SELECT s.text || ' ' || string_agg('w' || floor(50 * power(400, random())), ' ') AS text
                FROM generate_series(1, 24) WHERE o >= 0) AS made
            CROSS JOIN to_tsvector('english', made.text) AS w
            WHERE tenant_id = ?::uuid""".formatted(SENTENCE.formatted("o"));
    private static final String VECTORS = """
            INSERT INTO chunk_vectors_a (tenant_id, document_id, version, ordinal, embedding)
            SELECT c.tenant_id, c.document_id, 1, c.ordinal, l2_normalize(s.embedding + noise.v)
            FROM chunks c JOIN bench_sentences s ON s.id = %1$s
            CROSS JOIN LATERAL (
                SELECT array_agg((random() + random() + random() - 1.5) * 0.06)::vector(384) AS v FROM generate_series(1, 384)
                WHERE c.ordinal >= 0) AS noise
            WHERE c.tenant_id = ?::uuid""".formatted(SENTENCE.formatted("ordinal"));
    private static final String WORDS = """
            INSERT INTO chunk_words (tenant_id, lexeme, document_id, version, block, chunks, ordinals, frequencies, lengths)
            SELECT tenant_id, lexeme, document_id, 1, ordinal / 64, count(*), array_agg(ordinal), array_agg(frequency), array_agg(length)
            FROM chunks CROSS JOIN word_frequencies(words) WHERE tenant_id = ?::uuid GROUP BY tenant_id, lexeme, document_id, ordinal / 64""";
    private static final String COUNTS = """
            INSERT INTO chunk_counts (tenant_id, document_id, version, chunks, length)
            SELECT tenant_id, document_id, 1, count(*), sum(length) FROM chunks WHERE tenant_id = ?::uuid GROUP BY 1, 2""";

    private final Connection connection;

    Library(Connection connection) {
        this.connection = connection;
    }

    void sentences(List<String> texts, List<String> embeddings) throws SQLException {
        run(SENTENCES);
        try (var insert =
                connection.prepareStatement("INSERT INTO bench_sentences (text, embedding) VALUES (?, ?::vector)")) {
            for (var i = 0; i < texts.size(); i++) {
                insert.setString(1, texts.get(i));
                insert.setString(2, embeddings.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        run("CREATE INDEX ON bench_sentences (id)");
        run("ANALYZE bench_sentences");
    }

    void fill(Account owner, int documents) throws SQLException {
        try (var insert = connection.prepareStatement(DOCUMENTS)) {
            insert.setString(1, owner.tenant().toString());
            insert.setString(2, owner.user().toString());
            insert.setInt(3, documents);
            insert.executeUpdate();
        }
        for (var sql : List.of(CHUNKS, VECTORS, WORDS, COUNTS)) {
            try (var insert = connection.prepareStatement(sql)) {
                insert.setString(1, owner.tenant().toString());
                insert.executeUpdate();
            }
        }
    }

    void dropIndexes() throws SQLException {
        for (var part = 0; part < 8; part++) {
            run("DROP INDEX chunk_vectors_a_%1$d_nearest".formatted(part));
        }
    }

    /** As the migration makes them. */
    void makeIndexes() throws SQLException {
        run("SET maintenance_work_mem = '1GB'");
        for (var part = 0; part < 8; part++) {
            run("""
                    CREATE INDEX chunk_vectors_a_%1$d_nearest ON chunk_vectors_a_%1$d USING hnsw (embedding vector_cosine_ops)
                    WITH (m = 16, ef_construction = 100)""".formatted(part));
        }
        for (var table : List.of("documents", "chunks", "chunk_vectors_a", "chunk_words", "chunk_counts")) {
            run("VACUUM ANALYZE " + table);
        }
    }

    boolean hasPgvector() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_class WHERE relname = 'chunk_vectors_a_0_nearest'")) {
            return rows.next() && rows.getInt(1) > 0;
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
