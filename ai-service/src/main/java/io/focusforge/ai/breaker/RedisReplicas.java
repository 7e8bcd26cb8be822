package io.focusforge.ai.breaker;

import io.focusforge.common.redis.RedisLines;
import io.focusforge.common.redis.RedisScript;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The other replicas, over Redis. While that is away, all fails at once. */
final class RedisReplicas implements Replicas {
    static final String CHANNEL = "ff:{breakers}:changes";

    private static final RedisScript SCRIPT = RedisScript.load(RedisReplicas.class, "/breaker/breaker.lua");
    private static final String STATES = "ff:{breakers}:states";
    private static final long CLOSED = -1;

    private final RedisLines lines;
    private final BreakerConfig config;
    private final String self = UUID.randomUUID().toString();

    RedisReplicas(RedisLines lines, BreakerConfig config) {
        this.lines = lines;
        this.config = config;
    }

    @Override
    public Future<Void> announce(String name, Duration left) {
        var millis = left == NOW_CLOSED ? CLOSED : left.toMillis();
        return run("announce", name, "" + millis, CHANNEL).mapEmpty();
    }

    @Override
    public Future<Lease> lease(String name) {
        return run("lease", name, self, "" + config.probeLease().toMillis())
                .map(reply -> lease(name, reply))
                .otherwise(new Lease.Alone());
    }

    @Override
    public void release(String name) {
        run("release", name, self, "0");
    }

    @Override
    public void renew(String name) {
        run("renew", name, self, "" + config.probeLease().toMillis());
    }

    /** All that Redis knows. */
    Future<List<SharedState>> read() {
        return run("read", "").map(RedisReplicas::states);
    }

    private Future<Response> run(String command, String name, String... more) {
        var arguments = new ArrayList<>(List.of(command, name));
        arguments.addAll(List.of(more));
        return lines.run(SCRIPT, List.of(STATES, "ff:{breakers}:probe:" + name), arguments);
    }

    private static Lease lease(String name, Response reply) {
        return switch (reply.get(0).toString()) {
            case "granted" -> new Lease.Granted();
            case "taken" -> new Lease.Taken();
            default ->
                new Lease.Decided(
                        SharedState.of(name, reply.get(1).toLong(), reply.get(2).toLong()));
        };
    }

    private static List<SharedState> states(Response reply) {
        var states = new ArrayList<SharedState>();
        for (var i = 0; i + 2 < reply.size(); i += 3) {
            states.add(SharedState.of(
                    reply.get(i).toString(),
                    reply.get(i + 1).toLong(),
                    reply.get(i + 2).toLong()));
        }
        return states;
    }
}
