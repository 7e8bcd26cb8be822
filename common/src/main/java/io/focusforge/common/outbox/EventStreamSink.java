package io.focusforge.common.outbox;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Puts events on {@code ff:{events-N}}, N by tenant, in the order of ids. An entry holds up to ten events, each in a field {@code event} of
 * its own. A service that publishes events declares a bean of this class.
 */
public final class EventStreamSink implements OutboxSink {
    /** Of an entry; holds a CloudEvent. An entry may have several fields of this name. */
    public static final String FIELD = "event";
    /** The most events in an entry. */
    public static final int TOGETHER = 10;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int AT_ONCE = 50;

    private final Redis redis;
    private final TenantDatabase database;
    private final OutboxConfig config;
    private final String epochKey;
    private volatile String epoch;

    public EventStreamSink(Redis redis, TenantDatabase database, OutboxConfig config, String service) {
        this.redis = redis;
        this.database = database;
        this.config = config;
        this.epochKey = "ff:{" + service + "}:epoch";
    }

    public static String stream(UUID tenant, int shards) {
        return stream(Math.floorMod(tenant.hashCode(), shards));
    }

    public static String stream(int shard) {
        return "ff:{events-" + shard + "}";
    }

    @Override
    public OutboxMessage.Kind kind() {
        return OutboxMessage.Kind.EVENT;
    }

    @Override
    public void send(List<OutboxMessage> messages) {
        // one stream at a time: in a cluster a batch may not span hash tags
        messages.stream()
                .collect(Collectors.groupingBy(this::stream, LinkedHashMap::new, Collectors.toList()))
                .forEach((stream, ofStream) -> send(
                        stream,
                        ofStream.stream()
                                .flatMap(message -> message.payload().lines())
                                .toList()));
    }

    /** A connection has room for a bounded number of commands that wait for their answers. */
    private void send(String stream, List<String> events) {
        for (var part : parts(events, AT_ONCE * TOGETHER)) {
            redis.batch(parts(part, TOGETHER).stream()
                            .map(entry -> append(stream, entry))
                            .toList())
                    .await()
                    .atMost(TIMEOUT);
        }
    }

    private static List<List<String>> parts(List<String> events, int size) {
        return IntStream.iterate(0, from -> from < events.size(), from -> from + size)
                .mapToObj(from -> events.subList(from, Math.min(events.size(), from + size)))
                .toList();
    }

    @Override
    public boolean mayLose() {
        return true;
    }

    @Override
    public boolean hasLostItsData() {
        var known = redis.send(Request.cmd(Command.GET).arg(epochKey)).await().atMost(TIMEOUT);
        return known == null || !known.toString().equals(epoch());
    }

    @Override
    public void recovered() {
        redis.send(Request.cmd(Command.SET).arg(epochKey).arg(epoch())).await().atMost(TIMEOUT);
    }

    private String stream(OutboxMessage message) {
        return stream(message.tenant(), config.eventShards());
    }

    private Request append(String stream, List<String> events) {
        var request = Request.cmd(Command.XADD)
                .arg(stream)
                .arg("MAXLEN")
                .arg("~")
                .arg(config.streamLength() / TOGETHER)
                .arg("*");
        events.forEach(event -> request.arg(FIELD).arg(event));
        return request;
    }

    private String epoch() {
        if (epoch == null) {
            epoch = database.acrossTenants(connection -> connection
                    .query("SELECT epoch FROM outbox_epoch")
                    .execute()
                    .await()
                    .atMost(TIMEOUT)
                    .iterator()
                    .next()
                    .getUUID(0)
                    .toString());
        }
        return epoch;
    }
}
