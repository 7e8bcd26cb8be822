package io.focusforge.ai.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    /** @return null when it was too long */
    <T> T await(CompletableFuture<T> expected) {
        try {
            CompletableFuture.anyOf(expected, gone).get(left(), TimeUnit.NANOSECONDS);
            return expected.getNow(null);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Waits a little, and a little longer each time. */
    void pause() {
        await(new CompletableFuture<>().completeOnTimeout(null, pause, TimeUnit.MILLISECONDS));
        pause = Math.min(LONGEST_PAUSE, pause * 2);
    }

    boolean isOver() {
        return left() <= 0 || gone.isDone() || Thread.currentThread().isInterrupted();
    }

    private long left() {
        return deadline - System.nanoTime();
    }
}
