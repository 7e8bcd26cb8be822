package io.focusforge.orchestrator.stepcache;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.redis.RedisLines;
import io.focusforge.orchestrator.definition.CacheTerms;
import io.focusforge.orchestrator.run.StepContext;
import io.focusforge.orchestrator.run.StepOutcome;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Gives the result of a step that stands, and has the others worked out: once for all that ask for the same at the same time, at whichever
 * replica.
 */
@ApplicationScoped
@Startup
public class StepCache {
    private final Vertx vertx;
    private final RedisLines cacheLines;
    private final RedisLines streamLines;
    private final Ages ages;
    private final Levels levels;
    private final Flights flights;
    private final StepCacheConfig config;
    private final Clock clock;
    private final ConcurrentHashMap<StepKey, FutureTask<StepOutcome>> underWay = new ConcurrentHashMap<>();
    private final long timer;

    StepCache(
            Vertx vertx,
            @RedisClientName("cache") io.vertx.redis.client.Redis cache,
            @RedisClientName("streams") io.vertx.redis.client.Redis streams,
            ObjectMapper json,
            StepCacheConfig config,
            EventTail.Source events,
            Clock clock) {
        this.vertx = vertx;
        this.cacheLines = new RedisLines(vertx, cache, config.redisTimeout(), config.redisCheck());
        this.streamLines = new RedisLines(vertx, streams, config.redisTimeout(), config.redisCheck());
        var redis = new Redis(cacheLines, config.redisTimeout());
        this.ages = new Ages(redis, config.eventsEvery());
        this.levels = new Levels(redis, json, config);
        this.flights = new Flights(redis, config.flight());
        this.config = config;
        this.clock = clock;
        var tail = events.tail(streamLines, ages, levels);
        cacheLines.start();
        streamLines.start();
        this.timer = vertx.setPeriodic(config.eventsEvery().toMillis(), due -> tail.look());
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(timer);
        cacheLines.stop();
        streamLines.stop();
    }

    /** @param work is done when nothing stands; only what it gives in the end is kept, not how it fails or waits */
    public StepOutcome through(StepKey key, CacheTerms terms, StepContext context, Callable<StepOutcome> work)
            throws Exception {
        var age = ages.of(key.tenant(), terms.forget());
        if (age.isEmpty()) {
            return work.call();
        }
        var known = levels.find(key, age.get());
        if (known.isPresent()) {
            return new StepOutcome.Done(known.get());
        }
        var wait = wait(context);
        return once(key, () -> acrossReplicas(key, age.get(), wait, () -> kept(key, terms, age, work)));
    }

    /** Who has waited in vain must have time to do it himself. */
    private Duration wait(StepContext context) {
        var half = Duration.between(clock.instant(), context.deadline()).dividedBy(2);
        return half.compareTo(config.flight()) < 0 ? half : config.flight();
    }

    /** Whoever gets the lease looks once more: another may just have ended. */
    private StepOutcome acrossReplicas(StepKey key, String age, Duration wait, Callable<StepOutcome> work)
            throws Exception {
        var from = System.nanoTime();
        while (true) {
            var lease = flights.tryToTake(key);
            try {
                var known = levels.find(key, age);
                if (known.isPresent()) {
                    return new StepOutcome.Done(known.get());
                }
                if (lease.isPresent() || System.nanoTime() - from >= wait.toNanos()) {
                    return work.call();
                }
            } finally {
                lease.ifPresent(flights::leave);
            }
            Thread.sleep(config.flightLook());
        }
    }

    /**
     * What was worked out for one user alone. Other replicas forget it when they hear that the user was erased.
     *
     * @return how many results there were
     * @throws ProblemException {@code unavailable}, when Redis is away
     */
    long forget(UUID tenant, UUID user) {
        return levels.forget(tenant, user);
    }

    private StepOutcome kept(StepKey key, CacheTerms terms, Optional<String> age, Callable<StepOutcome> work)
            throws Exception {
        var outcome = work.call();
        if (outcome instanceof StepOutcome.Done done) {
            levels.keep(key, new Levels.Entry(age.orElseThrow(), done.result()), terms.ttl());
        }
        return outcome;
    }

    /** Whoever waits for another's result takes it only when it is one; else he tries for himself. */
    private StepOutcome once(StepKey key, Callable<StepOutcome> work) throws Exception {
        var mine = new FutureTask<>(work);
        var other = underWay.putIfAbsent(key, mine);
        if (other == null) {
            return own(key, mine);
        }
        try {
            if (other.get() instanceof StepOutcome.Done done) {
                return new StepOutcome.Done(done.result());
            }
        } catch (ExecutionException e) {
            return work.call();
        }
        return work.call();
    }

    private StepOutcome own(StepKey key, FutureTask<StepOutcome> mine) throws Exception {
        try {
            mine.run();
            return mine.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            underWay.remove(key, mine);
        }
    }
}
