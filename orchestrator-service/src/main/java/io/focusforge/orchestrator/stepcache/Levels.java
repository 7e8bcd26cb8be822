package io.focusforge.orchestrator.stepcache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.focusforge.common.redis.MatchingKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The memory of this replica, and Redis below it. */
final class Levels {
    private static final int OVERHEAD = 300;

    private final Redis redis;
    private final ObjectMapper json;
    private final long longest;
    private final Cache<StepKey, Held> memory;

    /** @param age of the events that the result depends on, when it was worked out */
    record Entry(String age, JsonNode result) {}

    private record Held(Entry entry, int weight, Duration left) {}

    Levels(Redis redis, ObjectMapper json, StepCacheConfig config) {
        this.redis = redis;
        this.json = json;
        this.longest = config.maxEntry().asLongValue();
        this.memory = Caffeine.newBuilder()
                .maximumWeight(config.memory().asLongValue())
                .weigher((StepKey key, Held held) -> held.weight())
                .expireAfter(Expiry.creating((StepKey key, Held held) -> held.left()))
                .build();
    }

    Optional<JsonNode> find(StepKey key, String age) throws InterruptedException {
        var held = memory.getIfPresent(key);
        return held != null && held.entry().age().equals(age)
                ? Optional.of(held.entry().result())
                : below(key, age);
    }

    private Optional<JsonNode> below(StepKey key, String age) throws InterruptedException {
        var found = redis.get(Request.cmd(Command.GET).arg(key.redis()));
        var left = found.isEmpty()
                ? Optional.<Response>empty()
                : redis.get(Request.cmd(Command.PTTL).arg(key.redis()));
        if (left.isEmpty() || left.get().toLong() <= 0) {
            return Optional.empty();
        }
        return read(found.get()).filter(entry -> entry.age().equals(age)).map(entry -> {
            memory.put(
                    key,
                    held(
                            entry,
                            found.get().toBytes().length,
                            Duration.ofMillis(left.get().toLong())));
            return entry.result();
        });
    }

    private Optional<Entry> read(Response found) {
        try {
            var entry = json.readTree(found.toBytes());
            return entry.isObject() && entry.has("result")
                    ? Optional.of(new Entry(entry.path("age").asText(), entry.get("result")))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void keep(StepKey key, Entry entry, Duration ttl) {
        var object = json.createObjectNode().put("age", entry.age());
        object.set("result", entry.result());
        var bytes = object.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > longest) {
            return;
        }
        memory.put(key, held(entry, bytes.length, ttl));
        redis.tell(Request.cmd(Command.SET)
                .arg(key.redis())
                .arg(new String(bytes, StandardCharsets.UTF_8))
                .arg("PX")
                .arg(ttl.toMillis()));
    }

    /** In the memory of this replica. */
    void forgetHere(UUID tenant, UUID user) {
        memory.asMap().keySet().removeIf(key -> key.isOf(tenant, user));
    }

    /** @return how many there were in Redis */
    long forget(UUID tenant, UUID user) {
        var found = MatchingKeys.unlink(redis::require, StepKey.allOf(tenant, user));
        forgetHere(tenant, user);
        return found;
    }

    private static Held held(Entry entry, int bytes, Duration left) {
        return new Held(entry, bytes + OVERHEAD, left);
    }
}
