package io.focusforge.bench.jobs;

import io.focusforge.local.server.PostgresAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The bare limit of a job that is on disk before it starts: one row and its commit, at even intervals, whether or not those before are done. */
final class BareCommits {
    private static final int CONNECTIONS = 8;
    private static final String DATABASE = "postgres";

    private final PostgresAddress address;

    BareCommits(PostgresAddress address) {
        this.address = address;
    }

    /** Milliseconds from the moment when a row was due to its commit, sorted. */
    double[] millis(int perSecond, int seconds, String text)
            throws SQLException, InterruptedException, ExecutionException {
        var connections = new LinkedBlockingQueue<Connection>();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var count = 0; count < CONNECTIONS; count++) {
                connections.add(address.connect(DATABASE));
            }
            execute(
                    connections.element(),
                    "CREATE TABLE bare_commits (id bigserial PRIMARY KEY, payload text NOT NULL)");
            var pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
            var begin = System.nanoTime();
            var commits = new ArrayList<Future<Double>>();
            for (var count = 0; count < perSecond * seconds; count++) {
                var due = begin + count * pause;
                await(due);
                commits.add(threads.submit(() -> millisOfOne(connections, due, text)));
            }
            return sorted(commits);
        } finally {
            execute(connections.element(), "DROP TABLE bare_commits");
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    private static void await(long due) {
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static double millisOfOne(BlockingQueue<Connection> connections, long due, String text)
            throws SQLException, InterruptedException {
        var connection = connections.take();
        try (var insert = connection.prepareStatement("INSERT INTO bare_commits (payload) VALUES (?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
            return (System.nanoTime() - due) / 1e6;
        } finally {
            connections.add(connection);
        }
    }

    private static double[] sorted(List<Future<Double>> commits) throws InterruptedException, ExecutionException {
        var millis = new double[commits.size()];
        for (var index = 0; index < millis.length; index++) {
            millis[index] = commits.get(index).get();
        }
        Arrays.sort(millis);
        return millis;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
