package io.focusforge.orchestrator.stepcache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * When events of a type have last happened in a tenant. A result that depends on events is kept with their age, and does not stand when that
 * has changed.
 */
final class Ages {
    private static final int MOST = 100_000;
    private static final long LONGEST_SECONDS = Duration.ofDays(31).toSeconds();

    private final Redis redis;
    private final Cache<Asked, String> known;

    private record Asked(UUID tenant, Set<String> types) {}

    /** @param fresh how long an answer of Redis is believed */
    Ages(Redis redis, Duration fresh) {
        this.redis = redis;
        this.known =
                Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(fresh).build();
    }

    /** @return empty when Redis cannot tell */
    Optional<String> of(UUID tenant, Set<String> types) throws InterruptedException {
        if (types.isEmpty()) {
            return Optional.of("");
        }
        var asked = new Asked(tenant, types);
        var age = known.getIfPresent(asked);
        return age == null ? asked(asked) : Optional.of(age);
    }

    private Optional<String> asked(Asked asked) throws InterruptedException {
        var request = Request.cmd(Command.HMGET).arg(key(asked.tenant()));
        new TreeSet<>(asked.types()).forEach(request::arg);
        if (!(redis.ask(request) instanceof Redis.Said.This(var ages)) || ages == null) {
            return Optional.empty();
        }
        var age = ages.toString();
        known.put(asked, age);
        return Optional.of(age);
    }

    /** The same event may be told by every replica, and more than once. */
    void happened(UUID tenant, String type, String event) {
        redis.tell(Request.cmd(Command.HSET).arg(key(tenant)).arg(type).arg(event));
        redis.tell(Request.cmd(Command.EXPIRE).arg(key(tenant)).arg(LONGEST_SECONDS));
        known.asMap()
                .keySet()
                .removeIf(
                        asked -> asked.tenant().equals(tenant) && asked.types().contains(type));
    }

    private static String key(UUID tenant) {
        return "ff:{" + tenant + "}:sc-events";
    }
}
