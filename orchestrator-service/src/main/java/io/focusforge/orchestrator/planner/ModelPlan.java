package io.focusforge.orchestrator.planner;

import io.focusforge.orchestrator.task.TaskPlanStep;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/** The output of the chain {@code task_plan}: ids are unique, and a step depends on earlier ones only, so that there is no circle. */
record ModelPlan(List<TaskPlanStep> steps) {
    ModelPlan {
        var earlier = new HashSet<String>();
        for (var step : steps) {
            if (!earlier.containsAll(step.dependsOn())) {
                throw new IllegalArgumentException(
                        "step %s depends on what does not come before it".formatted(step.id()));
            }
            if (!earlier.add(step.id())) {
                throw new IllegalArgumentException("step %s is there twice".formatted(step.id()));
            }
        }
    }

    /** Models are careless with dates: what is too late is moved to the due date. */
    List<TaskPlanStep> until(Instant dueAt) {
        return steps.stream().map(step -> until(step, dueAt)).toList();
    }

    private static TaskPlanStep until(TaskPlanStep step, Instant dueAt) {
        var start = step.scheduledFor();
        if (dueAt == null || start == null || !start.isAfter(dueAt)) {
            return step;
        }
        return new TaskPlanStep(step.id(), step.title(), step.estimateMinutes(), step.dependsOn(), dueAt);
    }
}
