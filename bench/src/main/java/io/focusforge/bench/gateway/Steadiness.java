package io.focusforge.bench.gateway;

import io.focusforge.bench.measure.Figure;
import java.util.ArrayList;
import java.util.List;

/** Says whether the machine is as fast as it was: by the mock, asked directly, whose answers cost always the same. */
final class Steadiness {
    private static final double MOST_DRIFT = 0.2;

    private final List<Double> seen = new ArrayList<>();

    /** Whether this is near the median of all that were seen before it; the first is, by definition. */
    boolean isSteady(double perSecond) {
        var before = List.copyOf(seen);
        seen.add(perSecond);
        if (before.isEmpty()) {
            return true;
        }
        var median = Figure.of("direct", "1/s", before).value();
        return Math.abs(perSecond - median) <= MOST_DRIFT * median;
    }
}
