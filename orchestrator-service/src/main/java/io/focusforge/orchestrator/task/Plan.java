package io.focusforge.orchestrator.task;

import java.util.List;

/** The steps of a task, in the order in which to take them. */
public record Plan(Progress status, List<PlanStep> steps) {
    public static final Plan PENDING = new Plan(Progress.PENDING, List.of());
    public static final Plan FAILED = new Plan(Progress.FAILED, List.of());

    public Plan {
        steps = List.copyOf(steps);
    }
}
