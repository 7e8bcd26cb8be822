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
import java.util.function.LongSupplier;

/**
 * Fails, within a timeout, what is not answered. One timer looks at all that is under way, eight times in the timeout, and not at all while
 * nothing is: a timer for each request would cost as much as the rest of the request. Time counts only as far as this process was there to take
 * answers: after a pause of its own they lie unread, and Redis is not to blame.
 */
final class Patience {
    private static final int LOOKS = 8;
    /** Periods that one look may count for. */
    private static final int MOST = 2;

    private final Vertx vertx;
    private final long periodMillis;
    private final long nanos;
    private final LongSupplier nanoTime;
    private volatile Passed passed;
    /** In the order in which they will be late. */
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean looking = new AtomicBoolean();

    Patience(Vertx vertx, Duration timeout, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.nanoTime = nanoTime;
        this.passed = new Passed(0, nanoTime.getAsLong());
        this.periodMillis = Math.max(1, timeout.toMillis() / LOOKS);
        this.nanos = Math.max(0, timeout.toNanos() - TimeUnit.MILLISECONDS.toNanos(periodMillis));
    }

    /** @param nanos the time that counts, up to the moment {@code at} */
    private record Passed(long nanos, long at) {}

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
        waiting.add(new Waiting(answer, late, now().nanos() + nanos));
        lookLater();
    }

    private Passed now() {
        var before = passed;
        var at = nanoTime.getAsLong();
        var most = TimeUnit.MILLISECONDS.toNanos(MOST * periodMillis);
        return new Passed(before.nanos() + Math.min(at - before.at(), most), at);
    }

    private void lookLater() {
        if (!looking.get() && looking.compareAndSet(false, true)) {
            vertx.setTimer(periodMillis, due -> look());
        }
    }

    private void look() {
        passed = now();
        var now = passed.nanos();
        for (var first = waiting.peek(); first != null && first.isOver(now); first = waiting.peek()) {
            waiting.remove().end();
        }
        looking.set(false);
        if (!waiting.isEmpty()) {
            lookLater();
        }
    }
}
