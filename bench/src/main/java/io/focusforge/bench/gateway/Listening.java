package io.focusforge.bench.gateway;

import io.focusforge.local.server.Ports;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a program that was started. */
final class Listening {
    private static final long POLL_MILLIS = 100;

    private Listening() {}

    /** Returns when something listens on the port. */
    static void await(String name, int port, Process process, Duration atMost) throws InterruptedException {
        until(name, () -> Ports.isTaken(port), process, atMost);
    }

    static void until(String name, BooleanSupplier ready, Process process, Duration atMost)
            throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " is not ready in time");
            }
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " has ended instead of starting");
            }
        }
    }
}
