package io.focusforge.orchestrator.task;

import java.time.Instant;
import java.util.List;

/**
 * One thing to do for a task.
 *
 * @param dependsOn ids of steps that come before it
 * @param scheduledFor when to begin; null when there is no time left before the due date
 */
public record TaskPlanStep(String id, String title, int estimateMinutes, List<String> dependsOn, Instant scheduledFor) {
    public TaskPlanStep {
        dependsOn = List.copyOf(dependsOn);
    }
}
