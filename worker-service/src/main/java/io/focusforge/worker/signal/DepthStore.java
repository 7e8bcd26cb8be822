package io.focusforge.worker.signal;

import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How deep the queues were, in slots of fifteen seconds. */
@ApplicationScoped
class DepthStore {
    static final Duration SLOT = Duration.ofSeconds(15);
    private static final Duration KEPT = Duration.ofHours(1);

    private static final Statement ADD = new Statement("""
            INSERT INTO queue_depths (slot, queue, ready)
            SELECT $1::timestamptz, * FROM unnest($2::text[], $3::bigint[]) AS seen (queue, ready) ORDER BY queue
            ON CONFLICT (slot, queue) DO NOTHING""");
    private static final Statement FORGET = new Statement("DELETE FROM queue_depths WHERE slot < $1");
    private static final Statement READ =
            new Statement("SELECT slot, queue, ready FROM queue_depths WHERE slot > $1 AND slot <= $2 ORDER BY slot");

    /** What the first replica sees in a slot counts. */
    void add(SqlConnection connection, Map<String, Long> ready, Instant now) {
        var queues = List.copyOf(ready.keySet());
        ADD.run(
                connection,
                start(now),
                queues.toArray(String[]::new),
                queues.stream().map(ready::get).toArray(Long[]::new));
        FORGET.run(connection, now.minus(KEPT));
    }

    /** Of the time before, in order; queues of which nothing is known are left out. */
    Map<String, List<DepthSample>> read(SqlConnection connection, Instant now, Duration before, Set<String> queues) {
        var samples = new HashMap<String, List<DepthSample>>();
        READ.run(connection, now.minus(before), now).forEach(row -> {
            if (queues.contains(row.getString("queue"))) {
                samples.computeIfAbsent(row.getString("queue"), queue -> new ArrayList<>())
                        .add(new DepthSample(number(Statement.instant(row, "slot")), row.getLong("ready")));
            }
        });
        return samples;
    }

    private static Instant start(Instant instant) {
        return Instant.ofEpochSecond(number(instant) * SLOT.toSeconds());
    }

    static long number(Instant instant) {
        return instant.getEpochSecond() / SLOT.toSeconds();
    }
}
