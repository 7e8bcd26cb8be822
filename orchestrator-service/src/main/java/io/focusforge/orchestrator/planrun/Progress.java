package io.focusforge.orchestrator.planrun;

import io.focusforge.orchestrator.plan.Execution;
import io.focusforge.orchestrator.plan.Execution.Spent;
import io.focusforge.orchestrator.plan.Execution.State;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.StepRun;
import io.focusforge.orchestrator.plan.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What follows for a plan from what its runs have come to. */
final class Progress {
    private final Map<UUID, SeenRuns.Seen> seen;

    Progress(Map<UUID, SeenRuns.Seen> seen) {
        this.seen = seen;
    }

    private SeenRuns.Seen of(PlanStep step) {
        return step.run() == null ? null : seen.get(step.run().id());
    }

    /** Those that run and whose runs have ended well: their tasks are to be completed. */
    List<PlanStep> succeeded(Plan plan) {
        return plan.steps().stream()
                .filter(SeenRuns::isRunning)
                .filter(step -> of(step) != null && of(step).hasSucceeded())
                .toList();
    }

    /** The steps as their runs have left them, and what it has cost. @param refused steps whose tasks cannot be completed */
    Plan applied(Plan plan, Set<String> refused, Instant now) {
        var ended = Spent.NOTHING;
        var running = Spent.NOTHING;
        for (var step : plan.steps()) {
            var run = of(step);
            if (SeenRuns.isRunning(step) && run != null) {
                ended = run.hasEnded() ? ended.plus(run.spent()) : ended;
                running = run.hasEnded() ? running : running.plus(run.spent());
            }
        }
        var cost = plan.execution().having(ended, running);
        var steps = plan.steps().stream().map(step -> after(step, refused, now)).toList();
        return plan.with(fields -> {
            fields.steps = steps;
            fields.execution = cost;
        });
    }

    private PlanStep after(PlanStep step, Set<String> refused, Instant now) {
        var run = of(step);
        if (!SeenRuns.isRunning(step) || run == null) {
            return step;
        }
        if (!run.hasEnded()) {
            return step.with(fields -> fields.run = new StepRun(step.run().id(), null, run.job(), null));
        }
        var isRefused = refused.contains(step.id());
        var isDone = run.hasSucceeded() && !isRefused;
        return step.with(fields -> {
            fields.state = isDone ? StepState.DONE : StepState.FAILED;
            fields.doneAt = isDone ? now : null;
            fields.run =
                    new StepRun(step.run().id(), isRefused ? "waits_for_others" : run.error(), run.job(), run.result());
        });
    }

    /** After what was begun. @param exceeded what more was spent of than there is; null for nothing */
    static Execution state(Plan plan, boolean hasReady, String exceeded) {
        var execution = plan.execution();
        if (!execution.isActive()) {
            return execution;
        }
        if (plan.leftToDo().isEmpty()) {
            return execution.at(State.DONE, null);
        }
        if (exceeded != null) {
            return execution.at(State.STOPPED, exceeded);
        }
        if (plan.steps().stream().anyMatch(SeenRuns::isRunning)) {
            return execution.at(State.RUNNING, null);
        }
        return hasReady && execution.usedUp() != null
                ? execution.at(State.STOPPED, execution.usedUp())
                : execution.at(State.WAITING, null);
    }
}
