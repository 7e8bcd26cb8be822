package io.focusforge.gateway.proxy;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Ends an exchange that takes too long: as a whole, or, once it is a stream, between two pieces. */
final class Deadline {
    private final Vertx vertx;
    private final Runnable late;
    private long timer;
    private long silenceNanos;
    private long lastHeard;

    Deadline(Vertx vertx, Duration whole, Runnable late) {
        this.vertx = vertx;
        this.late = late;
        this.timer = vertx.setTimer(whole.toMillis(), passed -> late.run());
    }

    /** @param silence how long a stream may be silent, or null if the answer is no stream and the deadline stays */
    void heardFrom(Duration silence) {
        if (silence != null) {
            vertx.cancelTimer(timer);
            silenceNanos = silence.toNanos();
            heard();
            watch(silenceNanos);
        }
    }

    void heard() {
        if (silenceNanos > 0) {
            lastHeard = System.nanoTime();
        }
    }

    void cancel() {
        vertx.cancelTimer(timer);
    }

    /** One timer for a whole silence, not one per piece. */
    private void watch(long nanos) {
        timer = vertx.setTimer(nanos / 1_000_000 + 1, passed -> {
            var left = silenceNanos - (System.nanoTime() - lastHeard);
            if (left <= 0) {
                late.run();
            } else {
                watch(left);
            }
        });
    }
}
