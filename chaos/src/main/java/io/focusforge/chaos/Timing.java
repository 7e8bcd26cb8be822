package io.focusforge.chaos;

import java.time.Duration;
import java.util.Map;

/**
 * How patient the workers are, and what a run waits for accordingly.
 *
 * @param dispatchTimeout after which a message that is lost, or lies with a dead reader, is noticed
 */
public record Timing(Duration lease, Duration dispatchTimeout) {
    /** What the product does by itself. */
    public static final Timing PRODUCT = new Timing(Duration.ofSeconds(20), Duration.ofSeconds(30));

    /** For short runs: a frozen worker loses its lease soon. */
    public static final Timing QUICK = new Timing(Duration.ofSeconds(4), Duration.ofSeconds(5));

    Map<String, String> settings() {
        return Map.of(
                "focusforge.worker.lease", lease.toString(),
                "focusforge.recovery.dispatch-timeout", dispatchTimeout.toString());
    }

    Duration pastLease() {
        return lease.plusSeconds(2);
    }

    /** By then also what was lost last has been found and run again. */
    Duration settled() {
        return lease.plus(dispatchTimeout).multipliedBy(2).plusSeconds(60);
    }
}
