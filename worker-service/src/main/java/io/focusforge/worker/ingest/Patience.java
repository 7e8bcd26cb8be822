package io.focusforge.worker.ingest;

import io.focusforge.worker.http.HttpOutcome;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long one call is worth waiting for, before the attempt is given up. */
final class Patience {
    private static final int TRIES = 6;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Patience() {}

    /** Only for who has too much to do: that ends by itself. */
    static boolean isWorthWaiting(HttpOutcome outcome, int tries) {
        return tries < TRIES
                && outcome instanceof HttpOutcome.Answer answer
                && (answer.status() == 429 || answer.status() == 503);
    }

    /** As long as was asked for, within bounds, and longer with each try. */
    static Duration pause(HttpOutcome outcome, int tries) {
        var wished = outcome instanceof HttpOutcome.Answer answer ? answer.retryAfter() : Duration.ZERO;
        var own = PAUSE.multipliedBy(1L << tries - 1);
        var longer = wished.compareTo(own) > 0 ? wished : own;
        var most = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        return most.plusMillis(ThreadLocalRandom.current().nextLong(PAUSE.toMillis()));
    }
}
