package io.focusforge.worker.signal;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.job.JobsConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** How deep the queues will be. All replicas look at the same samples, and so say the same; a new forecast comes with each slot. */
@ApplicationScoped
public class Forecasts {
    private static final Logger LOG = Logger.getLogger(Forecasts.class);
    private static final Duration LOOKED_AT = Duration.ofMinutes(30);
    private static final int FEWEST = 4;

    private record Made(Instant at, Map<String, Double> ready) {}

    private final QueueSignals signals;
    private final DepthStore store;
    private final TenantDatabase database;
    private final JobsConfig jobs;
    private final SignalConfig config;
    private final Clock clock;
    private volatile Made newest = new Made(Instant.EPOCH, Map.of());

    Forecasts(
            QueueSignals signals,
            DepthStore store,
            TenantDatabase database,
            JobsConfig jobs,
            SignalConfig config,
            Clock clock) {
        this.signals = signals;
        this.store = store;
        this.database = database;
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    /** How many jobs will be ready when the horizon has passed; empty until enough is known. */
    Optional<Double> of(String queue) {
        var made = newest;
        return made.at().plus(config.validFor()).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.ofNullable(made.ready().get(queue));
    }

    @Scheduled(every = "{focusforge.signals.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tick() {
        try {
            if (DepthStore.number(newest.at()) < DepthStore.number(clock.instant())) {
                make();
            }
        } catch (RuntimeException e) {
            LOG.warnf("Cannot forecast the queues, trying again: %s", e);
        }
    }

    void make() {
        var now = clock.instant();
        var seen = new HashMap<String, Long>();
        jobs.queues().forEach(queue -> signals.of(queue).ifPresent(stats -> seen.put(queue, stats.ready())));
        var samples = database.acrossTenants(connection -> {
            store.add(connection, seen, now);
            return store.read(connection, now, LOOKED_AT, seen.keySet());
        });
        var ready = new HashMap<String, Double>();
        samples.forEach(
                (queue, ofQueue) -> forecast(ofQueue, config.horizon()).ifPresent(value -> ready.put(queue, value)));
        newest = new Made(now, Map.copyOf(ready));
    }

    /** A queue that stands still stays as it is; most do, and cost nothing. */
    static Optional<Double> forecast(List<DepthSample> samples, Duration horizon) {
        if (samples.size() < FEWEST) {
            return Optional.empty();
        }
        var last = samples.getLast().ready();
        return samples.stream().allMatch(sample -> sample.ready() == last)
                ? Optional.of((double) last)
                : DepthModel.best(samples)
                        .map(fit -> fit.ahead(horizon.toMillis() / (double) DepthStore.SLOT.toMillis()));
    }
}
