package io.focusforge.memory.index;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.PendingChange;
import io.focusforge.memory.words.Words;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The rows of the search index, written in batches. Serves all tenants. */
@ApplicationScoped
public class IndexStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    // What was said before in the session, or else in the run, belongs to what a memory is found by.
    private static final String UPSERT = """
            INSERT INTO memory_index (tenant_id, user_id, memory_id, revision, type, created_at, expires_at, importance, words,
                                      signature, embedding, namespace, tags, metadata, agent, run, session, valid_from, valid_to,
                                      updated_at, accessed_at, access_count, state)
            SELECT t, u, m, r, y, c, e, i, %s, s::bit(384), b, namespace, tags, metadata, agent, run, session, valid_from, valid_to,
                   updated_at, accessed_at, access_count, state
            FROM ROWS FROM (
                unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::timestamptz[], $7::timestamptz[],
                       $8::real[], $9::text[], $10::text[], $11::bytea[]),
                jsonb_to_recordset($12::jsonb) AS (
                    namespace text, tags text[], metadata jsonb, agent text, run text, session text, valid_from timestamptz,
                    valid_to timestamptz, updated_at timestamptz, accessed_at timestamptz, access_count int, state text,
                    turn_before text)) AS given (t, u, m, r, y, c, e, i, w, s, b)
            ON CONFLICT (tenant_id, memory_id) DO UPDATE SET
                revision = excluded.revision, type = excluded.type, expires_at = excluded.expires_at,
                importance = excluded.importance, words = excluded.words, signature = excluded.signature,
                embedding = excluded.embedding, namespace = excluded.namespace, tags = excluded.tags,
                metadata = excluded.metadata, agent = excluded.agent, run = excluded.run, session = excluded.session,
                valid_from = excluded.valid_from, valid_to = excluded.valid_to, updated_at = excluded.updated_at,
                accessed_at = greatest(memory_index.accessed_at, excluded.accessed_at),
                access_count = greatest(memory_index.access_count, excluded.access_count), state = excluded.state
            WHERE memory_index.revision < excluded.revision""";
    private static final String TURN_BEFORE = """
            CASE WHEN turn_before IS NOT NULL THEN %s
                 WHEN session IS NOT NULL THEN (
                     SELECT p.words FROM memory_index p
                     WHERE p.tenant_id = t AND p.user_id = u AND p.session = given.session AND p.created_at < c
                     ORDER BY p.created_at DESC LIMIT 1)
                 WHEN run IS NOT NULL THEN (
                     SELECT p.words FROM memory_index p
                     WHERE p.tenant_id = t AND p.user_id = u AND p.run = given.run AND p.created_at < c
                     ORDER BY p.created_at DESC LIMIT 1)
            END""";
    private static final String DELETE = """
            DELETE FROM memory_index USING unnest($1::uuid[], $2::uuid[], $3::int[]) AS gone (t, m, r)
            WHERE tenant_id = t AND memory_id = m AND revision <= r""";

    private final TenantDatabase database;
    private final String upsert;

    IndexStore(TenantDatabase database, Words words) {
        this.database = database;
        this.upsert = UPSERT.formatted(
                words.surrounded(words.vector("w"), TURN_BEFORE.formatted(words.vector("turn_before"))));
    }

    /** Rows of a newer revision stay as they are. No memory is given twice. */
    void upsert(List<IndexRow> rows) {
        if (!rows.isEmpty()) {
            var parameters = parameters(rows);
            database.acrossTenants(connection -> execute(connection, upsert, parameters));
        }
    }

    public void remove(Collection<? extends PendingChange> changes) {
        if (!changes.isEmpty()) {
            var all = List.copyOf(changes);
            var parameters = Tuple.tuple()
                    .addArrayOfUUID(array(all, change -> change.owner().tenant(), UUID[]::new))
                    .addArrayOfUUID(array(all, PendingChange::id, UUID[]::new))
                    .addArrayOfInteger(array(all, PendingChange::revision, Integer[]::new));
            database.acrossTenants(connection -> execute(connection, DELETE, parameters));
        }
    }

    private static Tuple parameters(List<IndexRow> rows) {
        var memories = rows.stream().map(IndexRow::memory).toList();
        return Tuple.tuple()
                .addArrayOfUUID(array(memories, memory -> memory.owner().tenant(), UUID[]::new))
                .addArrayOfUUID(array(memories, memory -> memory.owner().user(), UUID[]::new))
                .addArrayOfUUID(array(memories, Memory::id, UUID[]::new))
                .addArrayOfInteger(array(memories, Memory::revision, Integer[]::new))
                .addArrayOfString(
                        array(memories, memory -> memory.content().type().name(), String[]::new))
                .addArrayOfOffsetDateTime(array(memories, memory -> utc(memory.createdAt()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(array(memories, memory -> utc(memory.expiresAt()), OffsetDateTime[]::new))
                .addArrayOfFloat(
                        array(memories, memory -> (float) memory.content().importance(), Float[]::new))
                .addArrayOfString(array(memories, memory -> memory.content().text(), String[]::new))
                .addArrayOfString(array(
                        rows, row -> row.embedding().map(e -> e.signature()).orElse(null), String[]::new))
                .addValue(array(
                        rows,
                        row -> row.embedding().map(e -> buffer(e.bytes())).orElse(null),
                        bytes -> new io.vertx.core.buffer.Buffer[bytes]))
                .addValue(Facets.of(memories));
    }

    private static <T, R> R[] array(List<T> items, Function<T, R> field, IntFunction<R[]> make) {
        return items.stream().map(field).toArray(make);
    }

    private static io.vertx.core.buffer.Buffer buffer(byte[] bytes) {
        return Buffer.buffer(bytes).getDelegate();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static int execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .await()
                .atMost(TIMEOUT)
                .rowCount();
    }
}
