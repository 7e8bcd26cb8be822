package io.focusforge.ai.breaker;

import io.vertx.core.Future;
import java.time.Duration;

/** The other replicas, as a breaker sees them. Nothing here blocks or throws; a future fails when they cannot be reached. */
interface Replicas {
    Duration NOW_CLOSED = null;

    /** @param left how long it is to be left alone; {@link #NOW_CLOSED} when it is well again */
    Future<Void> announce(String name, Duration left);

    /** Never fails. */
    Future<Lease> lease(String name);

    /** The call that tried it said nothing: the next one may be of any replica. */
    void release(String name);

    /** The call that tries it is still under way. */
    void renew(String name);
}
