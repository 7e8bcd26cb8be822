package io.focusforge.common.redis;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Fails, within a timeout, what is not answered. One timer looks at all that is under way, eight times in the timeout, and not at all while
 * nothing is: a timer for each request would cost as much as the rest of the request.
 */
final class Patience {
    private static final int LOOKS = 8;

    private final Vertx vertx;
    private final long periodMillis;
    private final long nanos;
    /** In the order in which they will be late. */
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean looking = new AtomicBoolean();

    Patience(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.periodMillis = Math.max(1, timeout.toMillis() / LOOKS);
        this.nanos = Math.max(0, timeout.toNanos() - TimeUnit.MILLISECONDS.toNanos(periodMillis));
    }

    private record Waiting(Promise<?> answer, Consumer<TimeoutException> late, long until) {
        boolean isOver(long now) {
            return answer.future().isComplete() || until - now <= 0;
        }

        void end() {
            var timeout = new TimeoutException("no answer from Redis");
            if (answer.tryFail(timeout)) {
                late.accept(timeout);
            }
        }
    }

    /** @param late is told when the answer has failed for it */
    void with(Promise<?> answer, Consumer<TimeoutException> late) {
        waiting.add(new Waiting(answer, late, System.nanoTime() + nanos));
        lookLater();
    }

    private void lookLater() {
        if (!looking.get() && looking.compareAndSet(false, true)) {
            vertx.setTimer(periodMillis, due -> look());
        }
    }

    private void look() {
        var now = System.nanoTime();
        for (var first = waiting.peek(); first != null && first.isOver(now); first = waiting.peek()) {
            waiting.remove().end();
        }
        looking.set(false);
        if (!waiting.isEmpty()) {
            lookLater();
        }
    }
}
