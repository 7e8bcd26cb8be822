package io.focusforge.orchestrator.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.Violation;
import io.focusforge.orchestrator.chainrun.TrialSteps;
import io.focusforge.orchestrator.library.Kept;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.StepUsage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs chains in memory. */
@ApplicationScoped
class Trials {
    private final TrialSteps steps;
    private final TrialConfig config;
    private final Clock clock;
    private final Semaphore places;

    Trials(TrialSteps steps, TrialConfig config, Clock clock) {
        this.steps = steps;
        this.config = config;
        this.clock = clock;
        this.places = new Semaphore(config.atOnce());
    }

    /** @param given results that are taken instead of doing the steps */
    record Sample(JsonNode input, Map<String, JsonNode> given, boolean cached) {}

    /** @throws ProblemException for an input that the chain does not take */
    Trial run(Caller caller, Kept kept, Sample sample) throws InterruptedException {
        requireInput(kept, sample.input());
        if (!places.tryAcquire()) {
            throw new ProblemException(ErrorCode.OVERLOADED, "There are enough trials under way.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        try {
            var graph = steps.graph(caller.tenant(), kept, sample.given(), sample.cached());
            return walked(caller, kept, sample.input(), graph);
        } finally {
            places.release();
        }
    }

    static void requireInput(Kept kept, JsonNode input) {
        var errors = kept.definition().input().errors(input);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(
                    errors.stream().map(error -> new Violation("input", error)).toList());
        }
    }

    private Trial walked(Caller caller, Kept kept, JsonNode input, Graph graph) throws InterruptedException {
        var run = new RunKey(caller.tenant(), Ids.next());
        var deadline = clock.instant().plus(config.timeout());
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var walk = new TrialWalk(threads, path -> new TrialContext(run, path, caller, input, deadline), config.steps());
        try {
            var output = threads.submit(() -> walk.walk(graph, ""))
                    .get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return report(kept, walk, output, null);
        } catch (ExecutionException e) {
            return report(kept, walk, null, failure(e.getCause()));
        } catch (TimeoutException e) {
            return report(kept, walk, null, new StepReport.Failure("timeout", "The trial took too long."));
        } finally {
            // not close(), which waits: what is still under way is of no use to anybody
            threads.shutdownNow();
        }
    }

    private static StepReport.Failure failure(Throwable cause) {
        return cause instanceof RunFailure known
                ? new StepReport.Failure(known.code(), known.getMessage())
                : new StepReport.Failure("step_failed", "A step has failed.");
    }

    private static Trial report(Kept kept, TrialWalk walk, JsonNode output, StepReport.Failure error) {
        var reports = walk.reports();
        var usage = reports.stream().map(StepReport::usage).reduce(StepUsage.NONE, StepUsage::plus);
        var state = error == null ? "succeeded" : "failed";
        return new Trial(kept.name(), kept.version(), state, output, error, usage, reports);
    }
}
