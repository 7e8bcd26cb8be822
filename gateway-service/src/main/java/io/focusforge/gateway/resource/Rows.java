package io.focusforge.gateway.resource;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/** Statements and their rows, in blocking style. */
public final class Rows {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private Rows() {}

    public static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }

    /**
     * @param twice what a violated unique constraint means
     * @param parent what a violated foreign key asks for
     */
    public static void insert(SqlConnection connection, String sql, Tuple values, String twice, String parent) {
        try {
            execute(connection, sql, values);
        } catch (PgException e) {
            throw switch (e.getSqlState()) {
                case UNIQUE_VIOLATION -> new ProblemException(ErrorCode.CONFLICT, twice);
                case FOREIGN_KEY_VIOLATION -> ProblemException.notFound(parent);
                default -> e;
            };
        }
    }

    public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> mapping) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(mapping.apply(iterator.next())) : Optional.empty();
    }

    public static Instant instant(Row row, String column) {
        var value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    public static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
