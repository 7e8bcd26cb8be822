package io.focusforge.worker.export;

import io.focusforge.common.outbox.EventStreamSink;
import io.quarkus.redis.client.RedisClientName;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The event streams, read without taking anything away. */
@ApplicationScoped
class EventStream {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Redis redis;

    EventStream(@RedisClientName("streams") Redis redis) {
        this.redis = redis;
    }

    /** @return empty while there is nothing in it */
    Optional<Position> last(int shard) {
        var newest = send(Request.cmd(Command.XREVRANGE)
                .arg(EventStreamSink.stream(shard))
                .arg("+")
                .arg("-")
                .arg("COUNT")
                .arg(1));
        return entries(newest).stream().findFirst().map(Entry::position);
    }

    boolean has(int shard, Position position) {
        return !range(shard, position.toString(), position.toString(), 1).isEmpty();
    }

    /** In order, up to {@code count} entries. */
    List<Entry> after(int shard, Position position, int count) {
        return range(shard, "(" + position, "+", count);
    }

    List<Entry> between(int shard, Position after, Position last, int count) {
        return range(shard, "(" + after, last.toString(), count);
    }

    private List<Entry> range(int shard, String from, String to, int count) {
        return entries(send(Request.cmd(Command.XRANGE)
                .arg(EventStreamSink.stream(shard))
                .arg(from)
                .arg(to)
                .arg("COUNT")
                .arg(count)));
    }

    private static List<Entry> entries(Response reply) {
        var entries = new ArrayList<Entry>(reply.size());
        for (var entry : reply) {
            entries.add(new Entry(Position.parse(entry.get(0).toString()), events(entry.get(1))));
        }
        return entries;
    }

    /** Fields come as name, value, name, value. */
    private static List<String> events(Response fields) {
        var events = new ArrayList<String>(fields.size() / 2);
        for (var i = 0; i + 1 < fields.size(); i += 2) {
            if (fields.get(i).toString().equals(EventStreamSink.FIELD)) {
                events.add(fields.get(i + 1).toString());
            }
        }
        return events;
    }

    private Response send(Request request) {
        return redis.send(request).await().atMost(TIMEOUT);
    }
}
