package io.focusforge.chaos.world;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Bounded waits. */
public final class Wait {
    private static final Duration STEP = Duration.ofMillis(50);

    private Wait() {}

    /** @return whether it came true in time; what throws is not true yet */
    public static boolean until(Duration atMost, Callable<Boolean> condition) {
        var deadline = System.nanoTime() + atMost.toNanos();
        do {
            if (holds(condition)) {
                return true;
            }
            pause(STEP);
        } while (System.nanoTime() < deadline);
        return holds(condition);
    }

    public static void need(String what, Duration atMost, Callable<Boolean> condition) {
        if (!until(atMost, condition)) {
            throw new IllegalStateException(what + " is not so after " + atMost.toSeconds() + " s");
        }
    }

    public static void pause(Duration time) {
        var deadline = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception notYet) {
            return false;
        }
    }
}
