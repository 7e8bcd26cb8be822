package io.focusforge.ai.breaker;

import io.focusforge.common.redis.RedisLines;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The breakers of this replica, one for each model of each provider, in step with those of all others. */
@Singleton
public class Breakers {
    private final Map<String, Breaker> byName = new ConcurrentHashMap<>();
    private final Map<String, Gauge> gauges = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final BreakerConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final RedisLines lines;
    private final RedisReplicas replicas;
    private final ChangeFeed feed;
    private volatile long ticks;

    Breakers(
            @RedisClientName("cache") Redis redis,
            Vertx vertx,
            BreakerConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        this.lines = new RedisLines(vertx, redis, config.redisTimeout(), config.readEvery());
        this.replicas = new RedisReplicas(lines, config);
        this.feed = new ChangeFeed(redis, this::apply);
    }

    void start(@Observes StartupEvent event) {
        lines.start();
        keepUp();
        ticks = vertx.setPeriodic(config.readEvery().toMillis(), tick -> keepUp());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(ticks);
        feed.close();
        lines.stop();
    }

    /** Always the same one; a rule that has changed changes nothing of what is known. */
    public Breaker of(String provider, String model, BreakerRule rule) {
        var name = provider + "/" + model;
        var known = byName.get(name);
        return (known == null ? create(name, provider, model, rule) : known).by(rule);
    }

    private Breaker create(String name, String provider, String model, BreakerRule rule) {
        gauges.computeIfAbsent(name, unmeasured -> gauge(name, provider, model));
        return byName.computeIfAbsent(name, unknown -> new Breaker(name, rule, replicas, clock));
    }

    /** Forgets the breakers of models that are configured no more. @param names {@code provider/model} */
    public void retain(Set<String> names) {
        byName.keySet().retainAll(names);
        gauges.entrySet().removeIf(gauge -> {
            var isGone = !names.contains(gauge.getKey());
            if (isGone) {
                meters.remove(gauge.getValue());
            }
            return isGone;
        });
    }

    private Gauge gauge(String name, String provider, String model) {
        return Gauge.builder("focusforge_model_breaker_open", this, all -> all.isOpen(name) ? 1 : 0)
                .description("1 while the model is left alone after repeated failures")
                .tag("provider", provider)
                .tag("model", model)
                .register(meters);
    }

    private boolean isOpen(String name) {
        var breaker = byName.get(name);
        return breaker != null && breaker.isOpen();
    }

    private void keepUp() {
        feed.keepListening();
        replicas.read().onSuccess(this::applyAll);
    }

    private void applyAll(List<SharedState> states) {
        states.forEach(this::apply);
        var known = states.stream().map(SharedState::name).collect(Collectors.toSet());
        byName.forEach((name, breaker) -> breaker.keepUp(known.contains(name)));
    }

    private void apply(SharedState state) {
        var breaker = byName.get(state.name());
        if (breaker != null) {
            breaker.apply(state);
        }
    }
}
