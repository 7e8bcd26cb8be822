package io.focusforge.bench.memory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** How many memories can be found. */
record MemoryIndex(Connection connection) {
    private static final Duration MOST = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    long count() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM memory_index")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void await(long count) throws SQLException, InterruptedException {
        var end = System.nanoTime() + MOST.toNanos();
        while (count() < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("%d of %d memories are indexed".formatted(count(), count));
            }
            Thread.sleep(PAUSE);
        }
    }
}
