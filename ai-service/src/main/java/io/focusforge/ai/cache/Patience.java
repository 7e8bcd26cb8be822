package io.focusforge.ai.cache;

import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How long one caller waits for the call of another. It ends as well when the caller's client goes away. */
final class Patience {
    private static final long FIRST_PAUSE = 10;
    private static final long LONGEST_PAUSE = 100;

    private final long deadline;
    private final CompletableFuture<Void> gone;
    private long pause = FIRST_PAUSE;

    Patience(Duration duration, CompletableFuture<Void> gone) {
        this.deadline = System.nanoTime() + duration.toNanos();
        this.gone = gone;
    }

    /** Empty when it was too long. Never fails. */
    <T> Future<Optional<T>> await(CompletableFuture<T> expected) {
        return Step.first(left(), expected, gone)
                .map(over -> expected.isDone() ? Optional.of(expected.join()) : Optional.empty());
    }

    /** Waits a little, and a little longer each time. */
    Future<Void> pause() {
        var wait = Duration.ofMillis(pause);
        pause = Math.min(LONGEST_PAUSE, pause * 2);
        return Step.first(wait.compareTo(left()) < 0 ? wait : left(), gone);
    }

    boolean isOver() {
        return left().isZero() || gone.isDone();
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
