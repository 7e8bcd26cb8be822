package io.focusforge.orchestrator.planrun;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.plan.Execution.Spent;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.StepState;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.StepUsage;
import io.focusforge.orchestrator.runstore.RunReads;
import io.focusforge.orchestrator.runstore.RunState;
import io.focusforge.orchestrator.runstore.StepRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks at the runs and the jobs of a plan. */
@ApplicationScoped
class SeenRuns {
    private final RunReads reads;
    private final StepJobs jobs;

    SeenRuns(RunReads reads, StepJobs jobs) {
        this.reads = reads;
        this.jobs = jobs;
    }

    /** What does a step. @param error null for none @param job null for a run @param result of a job; null for none */
    record Seen(RunState state, Spent spent, String error, UUID job, JsonNode result) {
        static Seen run(RunState state, Spent spent, String error) {
            return new Seen(state, spent, error, null, null);
        }

        boolean hasEnded() {
            return state.hasEnded();
        }

        boolean hasSucceeded() {
            return state == RunState.SUCCEEDED;
        }
    }

    /** Of the steps that run. @param caller on whose behalf */
    Map<UUID, Seen> of(PlanKey key, Plan plan, Caller caller) {
        var seen = new HashMap<UUID, Seen>();
        plan.steps().stream()
                .filter(SeenRuns::isRunning)
                .forEach(step ->
                        seen.put(step.run().id(), step.job() == null ? one(key, step) : jobs.look(caller, step)));
        return seen;
    }

    static boolean isRunning(PlanStep step) {
        return step.state() == StepState.RUNNING && step.run() != null;
    }

    private Seen one(PlanKey key, PlanStep step) {
        return reads.whole(new RunKey(key.tenant(), step.run().id()))
                .map(SeenRuns::seen)
                .orElse(Seen.run(RunState.FAILED, Spent.NOTHING, "run_gone"));
    }

    private static Seen seen(RunReads.Whole whole) {
        var run = whole.run();
        var steps = whole.steps().stream().map(StepRow::usage).reduce(StepUsage.NONE, StepUsage::plus);
        var usage = run.state().hasEnded() ? run.usage() : steps;
        var calls = (int) whole.steps().stream()
                .filter(row -> row.usage().inputTokens() + row.usage().outputTokens() > 0)
                .mapToInt(StepRow::attempt)
                .sum();
        var spent = new Spent(calls, usage.inputTokens() + usage.outputTokens(), usage.costMicros());
        var error = Optional.ofNullable(run.error()).map(failure -> failure.code());
        return Seen.run(run.state(), spent, error.orElse(run.state() == RunState.CANCELLED ? "cancelled" : null));
    }
}
