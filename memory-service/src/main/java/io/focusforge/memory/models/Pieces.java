package io.focusforge.memory.models;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.chunks.Meanings;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.vectors.ChunkKey;
import io.focusforge.memory.vectors.SetState;
import io.focusforge.memory.vectors.VectorSet;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** All chunks of all tenants, one page after the other; the place is kept beside the set that is filled from them. */
@ApplicationScoped
class Pieces {
    // A document that is being deleted is among the deletions: it may be shown again, and is to be found then.
    private static final String NEXT = """
            WITH place AS MATERIALIZED (
                SELECT coalesce(tenant_id, '00000000-0000-0000-0000-000000000000') AS tenant_id,
                       coalesce(document_id, '00000000-0000-0000-0000-000000000000') AS document_id,
                       coalesce(version, 0) AS version, coalesce(ordinal, -1) AS ordinal
                FROM embedding_sets WHERE name = $1)
            SELECT c.tenant_id, c.document_id, c.version, c.ordinal, c.heading, c.text,
                coalesce(d.user_id, x.user_id) AS user_id
            FROM chunks c LEFT JOIN documents d ON d.tenant_id = c.tenant_id AND d.document_id = c.document_id
                LEFT JOIN LATERAL (
                    SELECT user_id FROM document_deletions h
                    WHERE h.tenant_id = c.tenant_id AND h.document_id = c.document_id LIMIT 1) x ON d.document_id IS NULL
            WHERE coalesce(d.user_id, x.user_id) IS NOT NULL AND (c.tenant_id, c.document_id, c.version, c.ordinal) > (
                (SELECT tenant_id FROM place), (SELECT document_id FROM place), (SELECT version FROM place), (SELECT ordinal FROM place))
            ORDER BY c.tenant_id, c.document_id, c.version, c.ordinal LIMIT $2::int""";
    private static final String PASS = """
            UPDATE embedding_sets SET tenant_id = $2, document_id = $3, version = $4, ordinal = $5, done = done + $6
            WHERE name = $1 AND state = 'FILLING'""";
    private static final String EXISTING = """
            SELECT c.document_id, c.version, c.ordinal
            FROM unnest($2::uuid[], $3::int[], $4::int[]) AS k (document_id, version, ordinal)
            JOIN chunks c ON c.tenant_id = $1 AND c.document_id = k.document_id AND c.version = k.version AND c.ordinal = k.ordinal
            FOR KEY SHARE OF c""";
    private static final String EMPTY_SOME = """
            DELETE FROM %1$s WHERE (tenant_id, document_id, version, ordinal) IN (
                SELECT tenant_id, document_id, version, ordinal FROM %1$s LIMIT 500)""";

    private final TenantDatabase database;
    private final ModelsConfig config;

    Pieces(TenantDatabase database, ModelsConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Empty at the end. */
    List<Piece> next(VectorSet set) {
        var rows = database.acrossTenants(
                connection -> SetStore.execute(connection, NEXT, Tuple.of(set.name(), config.batchSize())));
        return SetStore.rows(rows).stream().map(Pieces::piece).toList();
    }

    void pass(VectorSet set, List<Piece> done) {
        var last = done.getLast();
        var place = Tuple.of(
                        set.name(),
                        last.owner().tenant(),
                        last.key().document(),
                        last.key().version(),
                        last.key().ordinal())
                .addLong((long) done.size());
        database.acrossTenants(connection -> SetStore.execute(connection, PASS, place));
    }

    void end(VectorSet set, SetState from, SetState to) {
        database.acrossTenants(connection -> SetStore.move(connection, set, to, from));
    }

    /** @return whether there was any */
    boolean emptySome(VectorSet set) {
        return database.acrossTenants(
                connection -> SetStore.execute(connection, EMPTY_SOME.formatted(set.table()), Tuple.tuple())
                                .rowCount()
                        > 0);
    }

    /** Those that are there, and stay until the end of the transaction. */
    Set<ChunkKey> existing(SqlConnection connection, Owner owner, List<Piece> theirs) {
        var keys = theirs.stream().map(Piece::key).toList();
        var rows = SetStore.execute(
                connection,
                EXISTING,
                Tuple.of(owner.tenant())
                        .addArrayOfUUID(keys.stream().map(ChunkKey::document).toArray(UUID[]::new))
                        .addArrayOfInteger(keys.stream().map(ChunkKey::version).toArray(Integer[]::new))
                        .addArrayOfInteger(keys.stream().map(ChunkKey::ordinal).toArray(Integer[]::new)));
        return SetStore.rows(rows).stream().map(Pieces::key).collect(Collectors.toSet());
    }

    private static ChunkKey key(Row row) {
        return new ChunkKey(row.getUUID("document_id"), row.getInteger("version"), row.getInteger("ordinal"));
    }

    private static Piece piece(Row row) {
        return new Piece(
                new Owner(row.getUUID("tenant_id"), row.getUUID("user_id")),
                key(row),
                Meanings.text(row.getString("heading"), row.getString("text")));
    }
}
