package io.focusforge.orchestrator.plantime;

import io.focusforge.orchestrator.plan.Change;
import io.focusforge.orchestrator.plan.Outlook;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.StepState;
import io.focusforge.orchestrator.plan.TimeSpan;
import io.focusforge.orchestrator.planschedule.CriticalPath;
import io.focusforge.orchestrator.planschedule.Obstacles;
import io.focusforge.orchestrator.planschedule.Reason;
import io.focusforge.orchestrator.planschedule.Repair;
import io.focusforge.orchestrator.planschedule.Schedule;
import io.focusforge.orchestrator.planschedule.Scheduler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gives the steps of a plan their times. */
public final class Times {
    private Times() {}

    /** For a plan that has none yet. @param busy when the person does something else, beside the plan's appointments */
    public static Plan first(Plan plan, List<TimeSpan> busy, Instant now) {
        var sketch = Sketch.of(plan, busy, now);
        return timed(plan, sketch, Scheduler.schedule(sketch.problem()));
    }

    /** Moves as little as can be, and says what and why. @param before the plan as it was, @param plan as it is now */
    public static Plan again(Plan before, Plan plan, List<TimeSpan> busy, Instant now) {
        var sketch = Sketch.of(plan, busy, now);
        var repaired = Repair.repair(sketch.problem(), sketch.before(), sketch.moving());
        var timed = timed(plan, sketch, repaired.schedule());
        return timed.with(fields -> fields.changes = changes(before, timed, repaired.reasons(), now));
    }

    private static Plan timed(Plan plan, Sketch sketch, Schedule schedule) {
        var path = sketch.path();
        var broken = Obstacles.of(schedule).stream()
                .map(obstacle -> Sentences.broken(plan, obstacle))
                .toList();
        var steps = plan.steps().stream()
                .map(step -> step.isLeftToDo() ? timed(step, sketch, schedule, path) : over(step))
                .toList();
        var outlook = new Outlook(broken.isEmpty(), end(steps), path.steps(), path.minutes(), broken);
        return plan.with(fields -> {
            fields.steps = steps;
            fields.outlook = outlook;
        });
    }

    private static PlanStep timed(PlanStep step, Sketch sketch, Schedule schedule, CriticalPath path) {
        var placement = schedule.placements().get(step.id());
        var slack = path.slack().get(step.id());
        return step.with(fields -> {
            fields.blocks = placement.isNone()
                    ? List.of()
                    : sketch.held().get(step.id()).blocks(placement);
            fields.critical = slack == 0;
            fields.slackMinutes = slack;
        });
    }

    private static PlanStep over(PlanStep step) {
        return step.with(fields -> {
            fields.critical = false;
            fields.slackMinutes = 0;
        });
    }

    private static Instant end(List<PlanStep> steps) {
        return steps.stream()
                .filter(PlanStep::isLeftToDo)
                .map(PlanStep::span)
                .filter(Objects::nonNull)
                .map(TimeSpan::end)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<Change> changes(Plan before, Plan after, Map<String, Reason> reasons, Instant now) {
        var changes = new ArrayList<Change>();
        for (var step : after.steps()) {
            var old = before.step(step.id());
            var from = old.map(PlanStep::span).orElse(null);
            if (old.isPresent() && old.get().isLeftToDo() && step.state() == StepState.DONE) {
                if (from != null && from.end().isAfter(now)) {
                    changes.add(Sentences.doneEarly(step, from, now));
                }
            } else if (reasons.containsKey(step.id())
                    && !step.blocks().equals(old.map(PlanStep::blocks).orElse(null))) {
                changes.add(Sentences.moved(step, from, reasons.get(step.id())));
            }
        }
        return changes;
    }
}
