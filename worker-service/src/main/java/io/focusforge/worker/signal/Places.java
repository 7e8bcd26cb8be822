package io.focusforge.worker.signal;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.job.JobKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says how long a job will wait. Whoever asks has made sure that the job may be seen. */
@ApplicationScoped
public class Places {
    static final int COUNTED = 10_000;

    private final PlaceStore store;
    private final QueueSignals signals;
    private final TenantDatabase database;
    private final Clock clock;

    Places(PlaceStore store, QueueSignals signals, TenantDatabase database, Clock clock) {
        this.store = store;
        this.signals = signals;
        this.database = database;
        this.clock = clock;
    }

    /** @return empty for a job that does not wait */
    public Optional<Place> of(JobKey job) {
        var now = clock.instant();
        return database.acrossTenants(connection -> store.ahead(connection, job, now, COUNTED))
                .map(ahead -> new Place(ahead.position(), estimate(ahead, now)));
    }

    private Double estimate(PlaceStore.Ahead ahead, Instant now) {
        var rate = signals.of(ahead.queue()).map(QueueStats::servicePerSecond).orElse(0.0);
        return ahead.paused() || ahead.position() == COUNTED || rate == 0 ? null : estimate(ahead, rate, now);
    }

    /** What is before a delayed job is worked off while it waits for its time. */
    private static double estimate(PlaceStore.Ahead ahead, double rate, Instant now) {
        var delay = Duration.between(now, ahead.runAt()).toMillis() / 1000.0;
        return Math.max(Math.max(0, delay), ahead.position() / rate);
    }
}
