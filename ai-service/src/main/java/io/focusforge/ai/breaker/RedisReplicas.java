package io.focusforge.ai.breaker;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The other replicas, over Redis. Once it has not answered, nobody waits for it until {@link #read} has found it again. */
final class RedisReplicas implements Replicas {
    static final String CHANNEL = "ff:{breakers}:changes";

    private static final Logger LOG = Logger.getLogger(RedisReplicas.class);
    private static final String STATES = "ff:{breakers}:states";
    private static final long CLOSED = -1;

    private final Redis redis;
    private final BreakerConfig config;
    private final BreakerScript script = BreakerScript.load();
    private final String self = UUID.randomUUID().toString();
    private volatile boolean away;

    RedisReplicas(Redis redis, BreakerConfig config) {
        this.redis = redis;
        this.config = config;
    }

    @Override
    public Future<Void> announce(String name, Duration left) {
        var millis = left == NOW_CLOSED ? CLOSED : left.toMillis();
        return away
                ? Future.failedFuture("Redis is away")
                : run("announce", name, "" + millis, CHANNEL).mapEmpty();
    }

    @Override
    public Future<Lease> lease(String name) {
        return away
                ? Future.succeededFuture(new Lease.Alone())
                : run("lease", name, self, "" + config.probeLease().toMillis())
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

    /** All that Redis knows. Tried even when it was away the last time. */
    Future<List<SharedState>> read() {
        return run("read", "").map(RedisReplicas::states).onSuccess(read -> {
            if (away) {
                away = false;
                LOG.info("Redis is back: model breakers are shared by all replicas again");
            }
        });
    }

    private Future<Response> run(String command, String name, String... more) {
        var arguments = new ArrayList<>(List.of(command, name));
        arguments.addAll(List.of(more));
        return script.run(redis, List.of(STATES, "ff:{breakers}:probe:" + name), arguments)
                .timeout(config.redisTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(this::lose);
    }

    private void lose(Throwable failure) {
        if (!away) {
            away = true;
            LOG.warnf("Redis is away, model breakers go by what this replica sees: %s", failure.getMessage());
        }
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
