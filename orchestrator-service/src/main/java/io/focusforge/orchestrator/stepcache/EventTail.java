package io.focusforge.orchestrator.stepcache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.outbox.EventStreamSink;
import io.focusforge.common.outbox.OutboxConfig;
import io.focusforge.common.redis.RedisLines;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Follows the events of all services. Each replica reads them all: what it tells of them is the same, whoever tells it. Who was erased is
 * forgotten here.
 */
final class EventTail {
    private static final Logger LOG = Logger.getLogger(EventTail.class);
    /** What happened while no replica was there. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(10);

    private static final int AT_ONCE = 200;
    private static final String ERASED = CloudEvent.TYPE_PREFIX + "subject.erased.v1";

    private final RedisLines streams;
    private final Ages ages;
    private final Levels levels;
    private final ObjectMapper json;
    private final Map<Integer, String> read = new ConcurrentHashMap<>();

    private EventTail(
            RedisLines streams, Ages ages, Levels levels, ObjectMapper json, OutboxConfig config, Clock clock) {
        this.streams = streams;
        this.ages = ages;
        this.levels = levels;
        this.json = json;
        var from = clock.instant().minus(LOOK_BACK).toEpochMilli() + "-0";
        for (var shard = 0; shard < config.eventShards(); shard++) {
            read.put(shard, from);
        }
    }

    /** Makes one. */
    @ApplicationScoped
    static class Source {
        private final ObjectMapper json;
        private final OutboxConfig config;
        private final Clock clock;

        Source(ObjectMapper json, OutboxConfig config, Clock clock) {
            this.json = json;
            this.config = config;
            this.clock = clock;
        }

        EventTail tail(RedisLines streams, Ages ages, Levels levels) {
            return new EventTail(streams, ages, levels, json, config, clock);
        }
    }

    /** Reads what is new, without waiting for more. */
    void look() {
        read.forEach((shard, last) -> streams.ask(Request.cmd(Command.XREAD)
                        .arg("COUNT")
                        .arg(AT_ONCE)
                        .arg("STREAMS")
                        .arg(EventStreamSink.stream(shard))
                        .arg(last))
                .onSuccess(found -> entries(shard, found)));
    }

    private synchronized void entries(int shard, Response found) {
        if (found == null) {
            return;
        }
        var happened = new HashMap<Happened, String>();
        var stream = EventStreamSink.stream(shard);
        for (var entry : found.isMap() ? found.get(stream) : found.get(0).get(1)) {
            var id = entry.get(0).toString();
            read.put(shard, id);
            for (var i = 1; i < entry.get(1).size(); i += 2) {
                event(entry.get(1).get(i).toString(), id, happened);
            }
        }
        happened.forEach((what, id) -> ages.happened(what.tenant(), what.type(), id));
    }

    private record Happened(UUID tenant, String type) {}

    private void event(String text, String id, Map<Happened, String> happened) {
        try {
            JsonNode event = json.readTree(text);
            var tenant = UUID.fromString(event.path("tenantid").asText());
            var type = event.path("type").asText();
            happened.put(new Happened(tenant, type), id);
            if (type.equals(ERASED)) {
                levels.forgetHere(
                        tenant, UUID.fromString(event.at("/data/userId").asText()));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.debugf("an event that is none: %s", e.getMessage());
        }
    }
}
