package io.focusforge.bench.orchestrator;

import io.focusforge.local.server.PostgresAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The bare limit of one who commits each step by itself: a row and its commit, over a connection for each chain that runs. */
final class BareSteps implements StepContestant {
    private final BlockingQueue<Connection> connections;

    BareSteps(PostgresAddress server, String database, int atOnce) throws SQLException {
        connections = new ArrayBlockingQueue<>(atOnce);
        for (var i = 0; i < atOnce; i++) {
            connections.add(server.connect(database));
        }
        try (var statement = connections.element().createStatement()) {
            statement.execute("CREATE TABLE bare_steps (run uuid, step text, result text, PRIMARY KEY (run, step))");
        }
    }

    @Override
    public String name() {
        return "a bare commit per step";
    }

    @Override
    public void chain(Runnable seen) throws Exception {
        var connection = connections.take();
        try (var insert = connection.prepareStatement("INSERT INTO bare_steps VALUES (?, ?, 'null')")) {
            insert.setObject(1, UUID.randomUUID());
            for (var i = 0; i < STEPS; i++) {
                seen.run();
                insert.setString(2, "s" + i);
                insert.executeUpdate();
            }
        } finally {
            connections.add(connection);
        }
    }

    @Override
    public void close() {
        for (var connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
