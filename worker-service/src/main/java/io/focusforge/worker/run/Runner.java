package io.focusforge.worker.run;

import io.focusforge.worker.finish.Ending;
import io.focusforge.worker.handler.Handlers;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.slot.Slots;
import io.focusforge.worker.slot.Starter;
import io.focusforge.worker.stream.ReadyMessage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The jobs that are running here, each on a virtual thread of its own. Bounded by the slots. */
@ApplicationScoped
class Runner implements Starter {
    private static final Logger LOG = Logger.getLogger(Runner.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final RetryPolicy BACKOFF = new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10));

    private final Execution execution;
    private final Handlers handlers;
    private final Finisher finisher;
    private final RunMetrics metrics;
    private final Clock clock;
    private final Set<Attempt> running = ConcurrentHashMap.newKeySet();
    private final Ticker timeouts = new Ticker("timeouts", TICK, this::interruptLate);

    Runner(Execution execution, Handlers handlers, Finisher finisher, RunMetrics metrics, Clock clock) {
        this.execution = execution;
        this.handlers = handlers;
        this.finisher = finisher;
        this.metrics = metrics;
        this.clock = clock;
        metrics.running(running);
    }

    @Override
    public void start(ClaimedJob job, Slots slots) {
        start(job, null, slots);
    }

    /** The slot is given back when the handler has come back for good. */
    void start(ClaimedJob job, ReadyMessage message, Slots slots) {
        var now = clock.instant();
        var attempt = new Attempt(job, message, now, now.plus(timeout(job)));
        running.add(attempt);
        slots.begin(job.key().tenant());
        Thread.ofVirtual().name("job").start(() -> {
            try {
                run(attempt);
            } finally {
                running.remove(attempt);
                slots.end(job.key().tenant());
            }
        });
    }

    void watch(@Observes StartupEvent event) {
        timeouts.start();
    }

    void leave(@Observes ShutdownEvent event) {
        timeouts.stop();
    }

    private void interruptLate() {
        var now = clock.instant();
        for (var attempt : running) {
            if (now.isAfter(attempt.end()) && attempt.cutShort()) {
                var took = Duration.between(attempt.started(), attempt.end());
                end(attempt, JobResult.retry("timeout", "The attempt took longer than " + took.toSeconds() + " s."));
            }
        }
    }

    List<Attempt> running() {
        return List.copyOf(running);
    }

    /** Another has them now, or they were cancelled. */
    void lost(Collection<Attempt> attempts) {
        for (var attempt : attempts) {
            if (attempt.cutShort()) {
                LOG.infof(
                        "Job %s is not ours any more; stopping it",
                        attempt.job().key().id());
                finisher.drop(attempt.message());
            }
        }
    }

    private void run(Attempt attempt) {
        if (!attempt.runsOn(Thread.currentThread())) {
            return;
        }
        var result = execution.run(attempt.job(), attempt.end());
        if (attempt.settle()) {
            end(attempt, result);
        }
    }

    private void end(Attempt attempt, JobResult result) {
        var now = clock.instant();
        metrics.ended(attempt, result, Duration.between(attempt.started(), now));
        var ending = Ending.of(
                attempt.held(),
                attempt.job().state(),
                result,
                backoff(attempt.job()),
                now,
                ThreadLocalRandom.current());
        finisher.finish(ending, attempt.message());
    }

    private Duration timeout(ClaimedJob job) {
        return of(job, job.terms().timeout(), JobType.Defaults::timeout, TIMEOUT);
    }

    private RetryPolicy backoff(ClaimedJob job) {
        return of(job, job.terms().backoff(), JobType.Defaults::backoff, BACKOFF);
    }

    /** The job's own, or its type's, or what is right for a type that nobody here knows. */
    private <T> T of(ClaimedJob job, T own, Function<JobType.Defaults, T> ofType, T unknown) {
        return Optional.ofNullable(own)
                .or(() -> handlers.type(job.type()).map(JobType::defaults).map(ofType))
                .orElse(unknown);
    }
}
