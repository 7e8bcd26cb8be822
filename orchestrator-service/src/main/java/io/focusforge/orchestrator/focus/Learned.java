package io.focusforge.orchestrator.focus;

import io.focusforge.orchestrator.task.EstimateCorrection;
import java.util.List;
import java.util.Optional;

/**
 * What the completed tasks of one category teach: the median of the logarithms of actual over estimated time, which single tasks that went
 * wrong do not move, drawn towards none at all while there are few (shrinkage, n / (n + 5)).
 *
 * @param medianRatio how often as long as estimated the middle task took
 * @param factor by which estimates are multiplied
 */
public record Learned(String category, int tasks, int sessions, double medianRatio, double factor) {
    private static final int FEWEST = 3;
    private static final double DOUBT = 5;
    private static final double MOST = 3;

    /** @return empty while there are too few to learn from */
    static Optional<Learned> from(String category, List<Observation> observations) {
        if (observations.size() < FEWEST) {
            return Optional.empty();
        }
        var logs = observations.stream()
                .mapToDouble(Observation::logRatio)
                .sorted()
                .toArray();
        var middle = logs.length / 2;
        var median = logs.length % 2 == 1 ? logs[middle] : (logs[middle - 1] + logs[middle]) / 2;
        var factor = Math.exp(median * logs.length / (logs.length + DOUBT));
        var sessions = observations.stream().mapToInt(Observation::sessions).sum();
        return Optional.of(new Learned(
                category,
                logs.length,
                sessions,
                rounded(Math.exp(median)),
                rounded(Math.clamp(factor, 1 / MOST, MOST))));
    }

    EstimateCorrection of(int minutes) {
        return new EstimateCorrection(minutes, factor, medianRatio, tasks, sessions);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
