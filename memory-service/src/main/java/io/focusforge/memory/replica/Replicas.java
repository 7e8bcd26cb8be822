package io.focusforge.memory.replica;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** All replicas, each with its pool. They take turns. */
@ApplicationScoped
class Replicas {
    private final List<Pool> pools;
    private final List<Replica> replicas;
    private final AtomicInteger turn = new AtomicInteger();

    Replicas(Pool primary, Vertx vertx, PoolSettings settings, ReplicaConfig config, Clock clock) {
        this.pools = config.urls().orElse(List.of()).stream()
                .map(url -> pool(vertx, settings.options(url), config))
                .toList();
        this.replicas = pools.stream()
                .map(pool -> new Replica(new PostgresFollowed(primary, pool, config.patience()), config, clock))
                .toList();
    }

    /** One that has what is wanted. */
    Optional<Replica> withAll(Optional<Position> wanted) {
        for (var i = 0; i < replicas.size(); i++) {
            var candidate = replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()));
            if (candidate.mayAnswer(wanted)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static Pool pool(Vertx vertx, PgConnectOptions options, ReplicaConfig config) {
        var size = new PoolOptions()
                .setMaxSize(config.maxConnections())
                .setIdleTimeout(10)
                .setIdleTimeoutUnit(TimeUnit.MINUTES);
        return Pool.newInstance(PgBuilder.pool()
                .connectingTo(options.setConnectTimeout((int) config.patience().toMillis()))
                .with(size)
                .using(vertx)
                .build());
    }

    @PreDestroy
    void close() {
        pools.forEach(Pool::closeAndForget);
    }
}
