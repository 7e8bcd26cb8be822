package io.focusforge.bench.load;

import java.time.Duration;
import java.util.Arrays;

/** What a run of load saw. {@code latencies} are in nanoseconds, sorted, of the requests that were answered as expected. */
public record Outcome(long[] latencies, long failed, Duration elapsed) {
    public Outcome {
        Arrays.sort(latencies);
    }

    public double perSecond() {
        return latencies.length / (elapsed.toNanos() / 1e9);
    }

    /** Milliseconds. */
    public double percentile(double share) {
        if (latencies.length == 0) {
            throw new IllegalStateException("no request was answered as expected; " + failed + " failed");
        }
        var index = (int) Math.ceil(share * latencies.length) - 1;
        return latencies[Math.max(0, index)] / 1e6;
    }

    /** A figure of a run with failures would be a figure of something else. */
    public Outcome withoutFailures() {
        if (failed > 0) {
            throw new IllegalStateException("%d of %d requests failed".formatted(failed, failed + latencies.length));
        }
        return this;
    }
}
