package io.focusforge.gateway.traffic;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What passed on one route since the start; the percentiles are those of the last minutes, in milliseconds. */
public record Passed(
        String route,
        String method,
        long count,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double maxMillis,
        long clientErrors,
        long serverErrors) {
    static Passed of(String route, String method, Timer timer, long clientErrors, long serverErrors) {
        var snapshot = timer.takeSnapshot();
        var percentiles = snapshot.percentileValues();
        return new Passed(
                route,
                method,
                snapshot.count(),
                percentiles[0].value(TimeUnit.MILLISECONDS),
                percentiles[1].value(TimeUnit.MILLISECONDS),
                percentiles[2].value(TimeUnit.MILLISECONDS),
                snapshot.max(TimeUnit.MILLISECONDS),
                clientErrors,
                serverErrors);
    }
}
