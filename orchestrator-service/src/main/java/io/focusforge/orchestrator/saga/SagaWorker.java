package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.databind.node.NullNode;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.run.StepBody;
import io.focusforge.orchestrator.run.StepContext;
import io.focusforge.orchestrator.run.StepOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Tries steps, and has it recorded what came of it. */
@ApplicationScoped
class SagaWorker {
    static final String SAGA = "saga";
    /** The signal that ends a pause. */
    static final String WAKE = "wake";

    private static final Logger LOG = Logger.getLogger(SagaWorker.class);
    private static final StepOutcome NEXT = new StepOutcome.Done(NullNode.getInstance());
    private static final int MOST_DOUBLINGS = 20;

    private final SagaProgress progress;
    private final Clock clock;

    SagaWorker(SagaProgress progress, Clock clock) {
        this.progress = progress;
        this.clock = clock;
    }

    StepBody body(SagaKind kind, int position, boolean backwards) {
        return (context, results) -> {
            var saga = UUID.fromString(context.input().path(SAGA).asText());
            var key = new SagaKey(context.run().tenant(), saga);
            return take(new Place(key, context.run().id(), position, backwards), kind, context);
        };
    }

    private StepOutcome take(Place place, SagaKind kind, StepContext context) throws InterruptedException {
        return switch (progress.begin(place, kind, clock.instant())) {
            case Turn.Past _ -> NEXT;
            case Turn.Go go -> attempt(place, kind, go, context);
        };
    }

    private StepOutcome attempt(Place place, SagaKind kind, Turn.Go go, StepContext context)
            throws InterruptedException {
        var step = kind.steps().get(place.position());
        var work = new SagaWork(
                place.saga(), step.name(), place.backwards(), go.attempt(), go.input(), go.results(), context);
        try {
            var result = action(step, place).run(work);
            progress.done(place, kind, go.attempt(), result, clock.instant());
            return NEXT;
        } catch (InterruptedException e) {
            throw e;
        } catch (SagaPause e) {
            progress.pauses(place, go.attempt(), e.until());
            return new StepOutcome.Waits(e.until(), WAKE, null);
        } catch (RunFailure e) {
            return failed(place, kind, go, new SagaError(e.code(), e.getMessage()), e.isRetryable());
        } catch (Exception e) {
            LOG.errorf(e, "Step %s of saga %s failed", step.name(), place.saga().id());
            return failed(
                    place,
                    kind,
                    go,
                    new SagaError("internal_error", "The step failed unexpectedly; see the log."),
                    true);
        }
    }

    /** What has no compensation is undone by nothing. */
    private static SagaAction action(SagaStep step, Place place) {
        return place.backwards() ? step.compensation().orElse(work -> null) : step.action();
    }

    private StepOutcome failed(Place place, SagaKind kind, Turn.Go go, SagaError error, boolean again) {
        var now = clock.instant();
        var tries = kind.steps().get(place.position()).tries();
        if (!again || go.attempt() >= tries.attempts()) {
            progress.failedForGood(place, kind, go.attempt(), error, now);
            return NEXT;
        }
        var next = now.plus(pause(tries, go.attempt()));
        progress.failed(place, go.attempt(), error, next);
        return StepOutcome.Waits.until(next);
    }

    private static Duration pause(SagaStep.Tries tries, int attempt) {
        var doubled = tries.backoff().multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        var longest = doubled.compareTo(tries.longestBackoff()) < 0 ? doubled : tries.longestBackoff();
        return Duration.ofMillis(
                (long) (longest.toMillis() * RandomGenerator.getDefault().nextDouble()));
    }
}
