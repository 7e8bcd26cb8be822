package io.focusforge.orchestrator.runstore;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;

/** One SQL statement, prepared once per connection and bounded in time. Instants may be given as they are. */
public record Statement(String sql) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    public RowSet<Row> run(SqlConnection connection, Object... parameters) {
        return connection.preparedQuery(sql).execute(tuple(parameters)).await().atMost(TIMEOUT);
    }

    /** Sends it now, and waits for nothing. */
    public CompletableFuture<RowSet<Row>> send(SqlConnection connection, Object... parameters) {
        return connection.preparedQuery(sql).execute(tuple(parameters)).subscribeAsCompletionStage();
    }

    public static <T, C> C[] column(Collection<T> values, Function<T, C> cell, IntFunction<C[]> array) {
        return values.stream().map(cell).toArray(array);
    }

    /** @return null for null */
    public static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** @return null for null */
    public static Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static Tuple tuple(Object... parameters) {
        var tuple = Tuple.tuple();
        for (var parameter : parameters) {
            tuple.addValue(parameter instanceof Instant instant ? time(instant) : parameter);
        }
        return tuple;
    }
}
