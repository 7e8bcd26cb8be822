package io.focusforge.orchestrator.task;

import java.util.List;

/**
 * What the model, or its rule-based twin, makes of a task. While it is pending, or when it has failed, nothing but the status is
 * known.
 *
 * @param complexity 1 to 5
 * @param degraded whether the rules stood in for a model
 */
public record Analysis(
        Progress status,
        Priority priority,
        Integer complexity,
        Integer estimateMinutes,
        Energy energy,
        String category,
        List<String> risks,
        List<String> suggestedLabels,
        String model,
        boolean degraded) {
    public static final Analysis PENDING = unknown(Progress.PENDING);
    public static final Analysis FAILED = unknown(Progress.FAILED);

    public Analysis {
        risks = List.copyOf(risks);
        suggestedLabels = List.copyOf(suggestedLabels);
        if (status == Progress.DONE && (complexity == null || complexity < 1 || complexity > 5)) {
            throw new IllegalArgumentException("complexity is 1 to 5");
        }
    }

    private static Analysis unknown(Progress status) {
        return new Analysis(status, null, null, null, null, null, List.of(), List.of(), null, false);
    }
}
