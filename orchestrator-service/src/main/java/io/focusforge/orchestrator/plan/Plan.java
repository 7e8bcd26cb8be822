package io.focusforge.orchestrator.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The way to a goal, as the API shows it.
 *
 * @param startsAt nothing is scheduled before
 * @param deadline of all steps; null for none
 * @param changes what moved when it was changed last
 * @param execution null until it was asked for
 * @param replanning null for what the installation does
 * @param suggested what would move if it were replanned; empty while it fits, and once it was changed
 */
public record Plan(
        UUID id,
        String goal,
        String description,
        PlanStatus status,
        Calendar calendar,
        Instant startsAt,
        Instant deadline,
        List<PlanStep> steps,
        Outlook outlook,
        Origin madeBy,
        List<Change> changes,
        Execution execution,
        Replanning replanning,
        List<Change> suggested,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    public Plan {
        steps = List.copyOf(steps);
        changes = List.copyOf(changes);
        suggested = suggested == null ? List.of() : List.copyOf(suggested);
    }

    /** When the next step is over that a person is to do; empty when none is to come. */
    public Optional<Instant> nextEnd(Instant after) {
        return leftToDo().stream()
                .filter(step -> !step.runsByItself() && step.span() != null)
                .map(step -> step.span().end())
                .filter(end -> end.isAfter(after))
                .min(Comparator.naturalOrder());
    }

    public Optional<PlanStep> step(String wanted) {
        return steps.stream().filter(step -> step.id().equals(wanted)).findFirst();
    }

    public List<PlanStep> leftToDo() {
        return steps.stream().filter(PlanStep::isLeftToDo).toList();
    }

    /** Whether all that the step waits for is over. */
    public boolean isReady(PlanStep step) {
        return step.dependsOn().stream().flatMap(id -> step(id).stream()).noneMatch(PlanStep::isLeftToDo);
    }

    public Plan with(Consumer<PlanFields> change) {
        var fields = new PlanFields(this);
        change.accept(fields);
        return fields.plan();
    }

    /** One of its steps is changed. */
    public Plan withStep(String wanted, Consumer<StepFields> change) {
        return with(fields -> fields.steps = steps.stream()
                .map(step -> step.id().equals(wanted) ? step.with(change) : step)
                .toList());
    }
}
