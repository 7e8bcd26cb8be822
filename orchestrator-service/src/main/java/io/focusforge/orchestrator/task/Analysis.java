package io.focusforge.orchestrator.task;

import java.util.List;

/**
 * What the model, or its rule-based twin, makes of a task. While it is pending, or when it has failed, nothing but the status is
 * known.
 *
 * @param complexity 1 to 5
 * @param degraded whether the rules stood in for a model
 * @param correction how experience has changed the estimate; null when it has not
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
        boolean degraded,
        EstimateCorrection correction) {
    private static final int LONGEST_MINUTES = 100_000;
    public static final Analysis PENDING = unknown(Progress.PENDING);
    public static final Analysis FAILED = unknown(Progress.FAILED);

    public Analysis {
        risks = List.copyOf(risks);
        suggestedLabels = List.copyOf(suggestedLabels);
        if (status == Progress.DONE && (complexity == null || complexity < 1 || complexity > 5)) {
            throw new IllegalArgumentException("complexity is 1 to 5");
        }
    }

    /** With the estimate that experience suggests. */
    public Analysis corrected(EstimateCorrection by) {
        var minutes = (int) Math.clamp(Math.round(by.fromMinutes() * by.factor()), 1, LONGEST_MINUTES);
        return new Analysis(
                status, priority, complexity, minutes, energy, category, risks, suggestedLabels, model, degraded, by);
    }

    /** What the analysis said before experience changed it. */
    public int uncorrectedMinutes() {
        return correction == null ? estimateMinutes : correction.fromMinutes();
    }

    private static Analysis unknown(Progress status) {
        return new Analysis(status, null, null, null, null, null, List.of(), List.of(), null, false, null);
    }
}
