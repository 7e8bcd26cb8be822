package io.focusforge.memory.chunks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** How many chunks a tenant has, and how long they are: what BM25 weighs words by. It changes slowly once there are many. */
@ApplicationScoped
class ChunkTotals {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int TENANTS = 10_000;
    private static final int MANY = 1_000;
    private static final String SUM = """
            SELECT coalesce(sum(chunks), 0)::bigint, coalesce(sum(length), 0)::float8 FROM chunk_counts WHERE tenant_id = $1""";

    private final Cache<UUID, Totals> known =
            Caffeine.newBuilder().maximumSize(TENANTS).expireAfterWrite(KEPT).build();

    record Totals(long chunks, double length) {
        double averageLength() {
            return Math.max(1, length / Math.max(1, chunks));
        }

        /** The weight is that of Lucene, which is never below zero. */
        Term term(String lexeme, long having) {
            var all = Math.max(chunks, having);
            return new Term(lexeme, having, Math.log(1 + (all - having + 0.5) / (having + 0.5)));
        }
    }

    Totals of(SqlConnection connection, UUID tenant) {
        var totals = known.getIfPresent(tenant);
        return totals == null ? sum(connection, tenant) : totals;
    }

    private Totals sum(SqlConnection connection, UUID tenant) {
        var row =
                ChunkStore.execute(connection, SUM, Tuple.of(tenant)).iterator().next();
        var totals = new Totals(row.getLong(0), row.getDouble(1));
        if (totals.chunks() >= MANY) {
            known.put(tenant, totals);
        }
        return totals;
    }
}
