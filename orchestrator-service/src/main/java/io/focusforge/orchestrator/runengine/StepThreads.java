package io.focusforge.orchestrator.runengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.run.StepBody;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepUsage;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/** Runs bodies of steps, each on a thread of its own, so many at once. */
final class StepThreads {
    private static final Logger LOG = Logger.getLogger(StepThreads.class);
    private static final int SERVER_ERROR = 500;

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("step-", 0).factory());
    private final Semaphore places;
    private final Clock clock;

    StepThreads(int atOnce, Clock clock) {
        this.places = new Semaphore(atOnce);
        this.clock = clock;
    }

    /** @param end is told the outcome, unless the attempt was settled before */
    void start(Attempt attempt, StepBody body, Map<String, JsonNode> results, BiConsumer<Attempt, StepOutcome> end) {
        threads.execute(() -> run(attempt, body, results, end));
    }

    void execute(Runnable work) {
        threads.execute(work);
    }

    void stop() {
        threads.shutdownNow();
    }

    private void run(
            Attempt attempt, StepBody body, Map<String, JsonNode> results, BiConsumer<Attempt, StepOutcome> end) {
        attempt.runsOn(Thread.currentThread());
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        StepOutcome outcome;
        try {
            if (!attempt.isWanted()) {
                return;
            }
            new TraceContext(attempt.traceparent()).enter();
            attempt.begins(clock.instant());
            outcome = outcome(attempt, body, results);
        } finally {
            places.release();
        }
        if (attempt.settle()) {
            end.accept(attempt, outcome);
        }
    }

    private static StepOutcome outcome(Attempt attempt, StepBody body, Map<String, JsonNode> results) {
        try {
            return body.run(attempt, results);
        } catch (RunFailure e) {
            return new StepOutcome.Fails(e.code(), e.getMessage(), e.isRetryable());
        } catch (ProblemException e) {
            return failure(e);
        } catch (InterruptedException e) {
            return new StepOutcome.Fails("interrupted", "The step was interrupted.", true);
        } catch (Exception | StackOverflowError e) {
            if (attempt.isWanted()) {
                LOG.errorf(
                        e,
                        "Step %s of run %s failed",
                        attempt.step(),
                        attempt.run().id());
            }
            return new StepOutcome.Fails(ErrorCode.INTERNAL_ERROR.code(), "The step failed unexpectedly.", true);
        }
    }

    private static StepOutcome failure(ProblemException e) {
        var retryable = e.code().status() >= SERVER_ERROR || e.code() == ErrorCode.RATE_LIMITED;
        return new StepOutcome.Fails(e.code().code(), e.getMessage(), retryable, e.retryAfter(), StepUsage.NONE);
    }
}
