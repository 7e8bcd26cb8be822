package io.focusforge.orchestrator.planner;

import io.focusforge.orchestrator.task.Analysis;
import io.focusforge.orchestrator.task.Energy;
import io.focusforge.orchestrator.task.Priority;
import io.focusforge.orchestrator.task.Progress;
import java.util.List;

/** The output of the chain {@code task_analysis}. */
record ModelAnalysis(
        Priority priority,
        int complexity,
        int estimateMinutes,
        Energy energy,
        String category,
        List<String> risks,
        List<String> suggestedLabels) {
    Analysis by(String model) {
        return new Analysis(
                Progress.DONE,
                priority,
                complexity,
                estimateMinutes,
                energy,
                category,
                risks,
                suggestedLabels,
                model,
                false,
                null);
    }
}
