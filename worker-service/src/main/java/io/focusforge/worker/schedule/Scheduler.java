package io.focusforge.worker.schedule;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs rounds, one after the other, when there is something to do. Each replica has one, and none is the leader. */
@ApplicationScoped
class Scheduler {
    private static final Logger LOG = Logger.getLogger(Scheduler.class);
    private static final Duration STOP = Duration.ofSeconds(2);
    private static final Duration SHORTEST = Duration.ofMillis(20);

    private final Round round;
    private final SchedulesConfig config;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Thread loop;

    Scheduler(Round round, SchedulesConfig config, Clock clock) {
        this.round = round;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        loop = Thread.ofVirtual().name("scheduler").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        loop.join(STOP);
    }

    private void run() {
        try {
            var pause = Duration.ZERO;
            while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pause = pause(tryRound());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Instant> tryRound() {
        try {
            return round.run(clock);
        } catch (RuntimeException e) {
            LOG.warnf("Cannot look for schedules that are due, trying again: %s", e);
            return Optional.empty();
        }
    }

    /** What is made meanwhile is not known here, so it is never long; what others have taken is due still, so it is never nothing. */
    private Duration pause(Optional<Instant> next) {
        var until = next.map(time -> Duration.between(clock.instant(), time)).orElse(config.every());
        if (until.compareTo(config.every()) > 0) {
            return config.every();
        }
        return until.isPositive() ? until : SHORTEST;
    }
}
