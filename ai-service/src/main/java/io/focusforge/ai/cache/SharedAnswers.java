package io.focusforge.ai.cache;

import io.focusforge.ai.cache.Pool.Namespace;
import io.vertx.core.Future;

/** The answers of all replicas. Bounded in time; nothing here fails because the others cannot be reached. */
interface SharedAnswers {
    /** What the replicas know of a request. */
    sealed interface Seen {
        record Found(KeptAnswer answer, Grant grant) implements Seen {}

        /** Nobody asks for it: the caller may, and so does nobody else when it wanted to. */
        record Free(Grant grant) implements Seen {}

        /** Another replica asks for it. */
        record Taken(Grant grant) implements Seen {}

        record Away() implements Seen {}
    }

    /**
     * Under which an answer can be kept.
     *
     * @param generation of its namespace, when it was asked for
     * @param token of the lease; empty without one
     */
    record Grant(String generation, String token) {}

    /** @param leases whether the caller is about to ask for the answer, and the others are to wait */
    Future<Seen> look(CacheKey key, boolean leases);

    Future<Void> keep(CacheKey key, KeptAnswer answer, Grant grant);

    /** Nothing came of it: others may ask. */
    Future<Void> release(CacheKey key, Grant grant);

    /** Blocking: call it on a virtual thread. @return false when the others could not be told */
    boolean drop(Namespace namespace);
}
