package io.focusforge.orchestrator.stepcache;

import io.focusforge.common.redis.RedisScript;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Of all replicas one at a time works out a result: who has the lease in Redis. A lease ends with its time, so that nobody waits longer for a
 * replica that has died, and is given up by nobody but its owner. Where Redis is away, each replica has it.
 */
final class Flights {
    private static final RedisScript LEAVE = RedisScript.load(Flights.class, "/step-cache/leave.lua");
    private final Redis redis;
    private final Duration longest;

    Flights(Redis redis, Duration longest) {
        this.redis = redis;
        this.longest = longest;
    }

    /** The right to work a result out. */
    record Lease(String key, String token) {}

    /** @return empty while another replica has it */
    Optional<Lease> tryToTake(StepKey key) throws InterruptedException {
        var lease = new Lease(key.lease(), UUID.randomUUID().toString());
        var said = redis.ask(Request.cmd(Command.SET)
                .arg(lease.key())
                .arg(lease.token())
                .arg("NX")
                .arg("PX")
                .arg(longest.toMillis()));
        return said instanceof Redis.Said.This(var taken) && taken == null ? Optional.empty() : Optional.of(lease);
    }

    /** After what was worked out was kept. */
    void leave(Lease lease) {
        redis.tell(LEAVE, List.of(lease.key()), List.of(lease.token()));
    }
}
