package io.focusforge.worker.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionStage;

/** One SQL statement, prepared once per connection and bounded in time. Instants may be given as they are. */
public record Statement(String sql) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    public RowSet<Row> run(SqlConnection connection, Object... parameters) {
        return asked(connection, parameters).await().atMost(TIMEOUT);
    }

    /** Sends it now, and waits for nothing. */
    public CompletionStage<RowSet<Row>> send(SqlConnection connection, Object... parameters) {
        return asked(connection, parameters).subscribeAsCompletionStage();
    }

    private Uni<RowSet<Row>> asked(SqlConnection connection, Object... parameters) {
        var tuple = Tuple.tuple();
        for (var parameter : parameters) {
            tuple.addValue(parameter instanceof Instant instant ? time(instant) : parameter);
        }
        return connection.preparedQuery(sql).execute(tuple);
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
}
