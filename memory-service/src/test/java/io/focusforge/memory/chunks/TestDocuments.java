package io.focusforge.memory.chunks;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.documents.Chunk;
import io.focusforge.memory.documents.Chunks;
import io.focusforge.memory.documents.Document;
import io.focusforge.memory.documents.DocumentKey;
import io.focusforge.memory.documents.DocumentState;
import io.focusforge.memory.documents.Ingestion;
import io.focusforge.memory.documents.Label;
import io.focusforge.memory.documents.StoredFile;
import io.focusforge.memory.testing.Client;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Documents with their chunks, past uploads and workers. */
@ApplicationScoped
public class TestDocuments {
    private static final String INSERT = """
            INSERT INTO documents (tenant_id, document_id, user_id, collection, shared, title, metadata, media_type, bytes, content_hash,
                object_key, version, state, percent, job_id, stages, step, created_at, updated_at)
            SELECT $1::uuid, d, $3::uuid, $4::text, $5::boolean, 'Title', '{}', 'text/plain', 1, uuid_send(d), d::text, 1, 'EMBEDDING', 50, d, '[]',
                1, now(), now() FROM (SELECT $2::uuid) AS one (d)""";

    private final TenantDatabase database;
    private final Chunks chunks;

    TestDocuments(TenantDatabase database, Chunks chunks) {
        this.database = database;
        this.chunks = chunks;
    }

    /** A document of the default collection that is found, one chunk for each text. */
    public Document add(Client owner, String... texts) {
        return add(owner, "default", false, texts);
    }

    public Document add(Client owner, String collection, boolean shared, String... texts) {
        var document = begin(owner, collection, shared);
        chunks.store(document, chunks(texts));
        publish(document);
        return document;
    }

    /** A document that is being ingested. */
    public Document begin(Client owner, String collection, boolean shared) {
        var key = new DocumentKey(owner.tenant(), UUID.randomUUID());
        run(owner.tenant(), INSERT, Tuple.of(key.tenant(), key.id(), owner.user(), collection, shared));
        return document(key, owner, collection, shared, 1);
    }

    /** The next version, which is being ingested. */
    public Document next(Client owner, Document document) {
        var version = document.ingestion().version() + 1;
        run(
                owner.tenant(),
                "UPDATE documents SET version = $3 WHERE tenant_id = $1 AND document_id = $2",
                id(document).addInteger(version));
        return document(
                document.key(),
                owner,
                document.label().collection(),
                document.label().shared(),
                version);
    }

    public void store(Document document, List<Chunk> given) {
        chunks.store(document, given);
    }

    public int stored(Document document) {
        return chunks.stored(document.key(), document.ingestion().version());
    }

    public void publish(Document document) {
        var version = document.ingestion().version();
        database.inTransaction(document.key().tenant(), connection -> {
            chunks.publish(connection, document.key(), version);
            return ChunkStore.execute(
                    connection,
                    "UPDATE documents SET state = 'READY', ready_version = $3 WHERE tenant_id = $1 AND document_id = $2",
                    id(document).addInteger(version));
        });
    }

    public void describe(Document document, String metadata) {
        run(
                document.key().tenant(),
                "UPDATE documents SET metadata = ($3::text)::jsonb WHERE tenant_id = $1 AND document_id = $2",
                id(document).addString(metadata));
    }

    public void delete(Document document) {
        database.inTransaction(document.key().tenant(), connection -> {
            chunks.remove(connection, document.key());
            return ChunkStore.execute(
                    connection, "DELETE FROM documents WHERE tenant_id = $1 AND document_id = $2", id(document));
        });
    }

    /** Rows of the table that are of the document. */
    public long count(String table, Document document) {
        return database.read(
                        document.key().tenant(),
                        connection -> ChunkStore.execute(
                                connection,
                                "SELECT count(*) FROM " + table + " WHERE tenant_id = $1 AND document_id = $2",
                                id(document)))
                .iterator()
                .next()
                .getLong(0);
    }

    public static List<Chunk> chunks(String... texts) {
        var all = new ArrayList<Chunk>();
        var start = 0;
        for (var text : texts) {
            all.add(new Chunk(all.size(), all.size() + 1, start, start + text.length(), "", text));
            start += text.length();
        }
        return all;
    }

    private void run(UUID tenant, String sql, Tuple parameters) {
        database.inTransaction(tenant, connection -> ChunkStore.execute(connection, sql, parameters));
    }

    private static Tuple id(Document document) {
        return Tuple.of(document.key().tenant(), document.key().id());
    }

    private static Document document(DocumentKey key, Client owner, String collection, boolean shared, int version) {
        return new Document(
                key,
                owner.user(),
                new Label(collection, shared, null, "Title", Map.of(), null),
                new StoredFile("text/plain", 1, "00", key.id()),
                new Ingestion(version, null, DocumentState.EMBEDDING, 50, null, key.id(), List.of(), 1),
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
