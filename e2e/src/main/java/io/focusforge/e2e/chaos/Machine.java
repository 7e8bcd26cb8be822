package io.focusforge.e2e.chaos;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The machine that everything runs on. */
final class Machine {
    /** What the product promises. */
    static final Duration PROMISED = Duration.ofSeconds(10);

    private static final double BUSY = 3;
    private static final int MORE = 3;

    private Machine() {}

    /** A machine with several times more work than processors makes all things late, and says nothing about the product. */
    static Duration patience() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var isBusy = system.getSystemLoadAverage() / system.getAvailableProcessors() > BUSY;
        return isBusy ? PROMISED.multipliedBy(MORE) : PROMISED;
    }
}
