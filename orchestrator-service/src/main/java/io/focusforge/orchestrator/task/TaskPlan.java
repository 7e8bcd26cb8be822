package io.focusforge.orchestrator.task;

import java.util.List;

/** The steps of a task, in the order in which to take them. */
public record TaskPlan(Progress status, List<TaskPlanStep> steps) {
    public static final TaskPlan PENDING = new TaskPlan(Progress.PENDING, List.of());
    public static final TaskPlan FAILED = new TaskPlan(Progress.FAILED, List.of());

    public TaskPlan {
        steps = List.copyOf(steps);
    }
}
