package io.focusforge.orchestrator.planner;

import io.focusforge.orchestrator.rules.AnalysisRules;
import io.focusforge.orchestrator.task.Analysis;
import io.focusforge.orchestrator.task.TaskPlanStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An analysis and a plan.
 *
 * @param planModel who made the plan
 * @param retryAfter when the model wants to be asked for what is missing, if it said so
 */
public record Proposal(
        Analysis analysis, List<TaskPlanStep> steps, String planModel, Missing missing, Optional<Duration> retryAfter) {
    public boolean isPlanByRules() {
        return planModel.equals(AnalysisRules.MODEL);
    }
}
