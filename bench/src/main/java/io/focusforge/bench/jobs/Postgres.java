package io.focusforge.bench.jobs;

import io.focusforge.local.server.PostgresAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The PostgreSQL server as its superuser sees it. */
record Postgres(PostgresAddress address) {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 4;

    void createDatabase(String name) throws SQLException {
        execute("postgres", "CREATE DATABASE " + name);
    }

    /** Every run begins with tables that are vacuumed and analysed, and without a checkpoint of somebody else's writes before it. */
    void settle(String... databases) throws SQLException {
        for (var database : databases) {
            execute(database, "VACUUM ANALYZE");
        }
        execute("postgres", "CHECKPOINT");
    }

    void execute(String database, String sql) throws SQLException {
        try (var connection = address.connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The bare limit of a queue on Postgres: rows a second that a few connections insert and delete, each in batches with a commit. */
    double insertAndDelete(int rows, String text) throws Exception {
        execute("postgres", "CREATE TABLE bare (id uuid PRIMARY KEY, payload jsonb NOT NULL)");
        var started = System.nanoTime();
        Callable<Void> connection = () -> insertAndDeleteShare(rows / CONNECTIONS, text);
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var share : threads.invokeAll(Collections.nCopies(CONNECTIONS, connection))) {
                share.get();
            }
        }
        var seconds = (System.nanoTime() - started) / 1e9;
        execute("postgres", "DROP TABLE bare");
        return rows / seconds;
    }

    private Void insertAndDeleteShare(int rows, String text) throws SQLException {
        try (var connection = address.connect("postgres")) {
            for (var done = 0; done < rows; done += BATCH) {
                insertAndDelete(connection, text);
            }
            return null;
        }
    }

    private static void insertAndDelete(Connection connection, String text) throws SQLException {
        var ids = Stream.generate(UUID::randomUUID).limit(BATCH).toArray();
        var array = connection.createArrayOf("uuid", ids);
        try (var insert = connection.prepareStatement(
                        "INSERT INTO bare SELECT id, jsonb_build_object('text', ?::text) FROM unnest(?::uuid[]) AS id");
                var delete = connection.prepareStatement("DELETE FROM bare WHERE id = ANY (?::uuid[])")) {
            insert.setString(1, text);
            insert.setArray(2, array);
            insert.executeUpdate();
            delete.setArray(1, array);
            delete.executeUpdate();
        }
    }
}
