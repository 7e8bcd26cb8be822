package io.focusforge.orchestrator.creation;

import io.focusforge.orchestrator.planner.TaskPlanner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How a saga is timed: when it goes on, is taken up by somebody else, or is given up. */
@ApplicationScoped
class SagaPolicy {
    private static final int MOST_DOUBLINGS = 6;

    private final CreationConfig config;
    private final TaskPlanner planner;
    private final Backoff backoff;

    SagaPolicy(CreationConfig config, TaskPlanner planner) {
        this.config = config;
        this.planner = planner;
        this.backoff = new Backoff(config.retryBase(), config.retryMax(), RandomGenerator.getDefault());
    }

    /** Whoever begins at {@code start} and has not ended by then is dead. */
    Instant resumeAt(Instant start) {
        return start.plus(planner.longest()).plus(config.resumeAfter());
    }

    /** After the worker has been asked; it is asked less often each time, because it may simply have much to do. */
    Instant askAgainAt(Instant now, int asked) {
        var base = planner.longest().plus(config.resumeAfter());
        return now.plus(base.multipliedBy(1L << Math.min(asked, MOST_DOUBLINGS)));
    }

    Duration retryDelay(int failures, Optional<Duration> wish) {
        return backoff.delay(failures, wish);
    }

    /** Whether the step has been tried too often to be tried again. */
    boolean isHopeless(int attempt) {
        return attempt > config.maxAttempts();
    }

    boolean isGivenUp(Saga saga, Instant at) {
        return saga.step() != SagaStep.ANALYZE && at.isAfter(saga.startedAt().plus(config.giveUpAfter()));
    }
}
