package io.focusforge.orchestrator.event;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Statements of one transaction, sent one behind the other without waiting for answers. {@link #await} must follow, inside the
 * transaction: it reports the first that failed.
 */
public final class Pipeline {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String UNIQUE_VIOLATION = "23505";

    private final SqlConnection connection;
    private final List<CompletableFuture<?>> sent = new ArrayList<>();

    public Pipeline(SqlConnection connection) {
        this.connection = connection;
    }

    /** For statements whose answers are needed at once. */
    public SqlConnection connection() {
        return connection;
    }

    /** A statement that changes exactly one row, or else the whole is a {@link VersionConflict}. */
    public void changeOne(String sql, Tuple parameters) {
        changeRows(1, sql, parameters);
    }

    /** A statement that may change any number of rows. */
    public void change(String sql, Tuple parameters) {
        sent.add(execute(sql, parameters));
    }

    /** A statement that changes exactly so many rows, or else the whole is a {@link VersionConflict}. */
    public void changeRows(int rows, String sql, Tuple parameters) {
        changeRows(rows, sql, parameters, () -> {});
    }

    /** @param otherwise what to do first when it changes another number of rows */
    public void changeRows(int rows, String sql, Tuple parameters, Runnable otherwise) {
        sent.add(execute(sql, parameters).thenAccept(result -> requireChanged(rows, result, otherwise)));
    }

    /** Something that sends, and waits for, statements of its own; those sent before it have failed first. */
    public void send(Consumer<SqlConnection> statements) {
        ask(connection -> {
            statements.accept(connection);
            return connection;
        });
    }

    /** The same with an answer. */
    public <T> T ask(Function<SqlConnection, T> statements) {
        try {
            return statements.apply(connection);
        } catch (RuntimeException e) {
            await();
            throw e;
        }
    }

    public void await() {
        sent.forEach(Pipeline::join);
    }

    private CompletableFuture<RowSet<Row>> execute(String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).subscribeAsCompletionStage();
    }

    private static void requireChanged(int rows, RowSet<Row> result, Runnable otherwise) {
        if (result.rowCount() != rows) {
            otherwise.run();
            throw new VersionConflict();
        }
    }

    private static void join(CompletableFuture<?> statement) {
        try {
            statement.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(CompletionException e) {
        return switch (e.getCause()) {
            case PgException pg when UNIQUE_VIOLATION.equals(pg.getSqlState()) -> new VersionConflict();
            case RuntimeException cause -> cause;
            case TimeoutException cause -> new IllegalStateException("the database did not answer in time", cause);
            default -> e;
        };
    }
}
