package io.focusforge.ai.cache;

import io.focusforge.common.identity.Caller;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A call that the cache may answer.
 *
 * @param bound how long the caller waits for its answer; null when it does not say
 * @param gone fails when the client goes away
 */
public record Asked(Caller caller, CacheRequest request, Duration bound, CompletableFuture<Void> gone) {
    private static final int FOR_THE_CALL_ITSELF = 2;

    /** Half of the caller's time is left for a call of its own. */
    Patience patience(Duration longest) {
        var half = bound == null ? longest : bound.dividedBy(FOR_THE_CALL_ITSELF);
        return new Patience(half.compareTo(longest) < 0 ? half : longest, gone);
    }
}
