package io.focusforge.memory.testing;

import io.focusforge.common.outbox.EventStreamSink;
import io.focusforge.common.outbox.OutboxConfig;
import io.quarkus.redis.client.RedisClientName;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What was told to everybody. */
@Singleton
public class EventStream {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Redis redis;
    private final OutboxConfig config;

    EventStream(@RedisClientName("streams") Redis redis, OutboxConfig config) {
        this.redis = redis;
        this.config = config;
    }

    /** The events of a tenant, in their order. */
    public List<JsonPath> of(UUID tenant) {
        var stream = EventStreamSink.stream(tenant, config.eventShards());
        var entries = redis.send(
                        Request.cmd(Command.XRANGE).arg(stream).arg("-").arg("+"))
                .await()
                .atMost(TIMEOUT);
        var events = new ArrayList<JsonPath>();
        for (var entry : entries) {
            for (var i = 1; i < entry.get(1).size(); i += 2) {
                var event = entry.get(1).get(i).toString();
                if (event.contains(tenant.toString())) {
                    events.add(JsonPath.from(event));
                }
            }
        }
        return events;
    }
}
