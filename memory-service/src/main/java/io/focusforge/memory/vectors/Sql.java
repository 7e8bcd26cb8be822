package io.focusforge.memory.vectors;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** What the statements over vectors have in common. */
final class Sql {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Sql() {}

    static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }

    static Tuple keys(UUID tenant, List<ChunkKey> keys) {
        return Tuple.of(tenant)
                .addArrayOfUUID(array(keys, ChunkKey::document, UUID[]::new))
                .addArrayOfInteger(array(keys, ChunkKey::version, Integer[]::new))
                .addArrayOfInteger(array(keys, ChunkKey::ordinal, Integer[]::new));
    }

    static Tuple keysOf(UUID tenant, List<ChunkVector> vectors) {
        return keys(tenant, vectors.stream().map(ChunkVector::key).toList());
    }

    static <T, R> R[] array(List<T> items, Function<T, R> field, IntFunction<R[]> make) {
        return items.stream().map(field).toArray(make);
    }

    static ChunkKey key(Row row) {
        return new ChunkKey(row.getUUID("document_id"), row.getInteger("version"), row.getInteger("ordinal"));
    }
}
