package io.focusforge.ai.cache;

import io.focusforge.ai.cache.SharedAnswers.Grant;
import java.util.concurrent.CompletableFuture;

/**
 * A call under way, and what waits for it.
 *
 * @param epoch of its namespace, when it began
 */
record Flight(CacheKey key, long epoch, CompletableFuture<Landing> landing) {
    static final Grant NO_GRANT = new Grant("", "");

    /** How it ended. */
    sealed interface Landing {
        record Arrived(KeptAnswer answer) implements Landing {}

        /** Another may try. */
        record Failed() implements Landing {}

        /** There is an answer that cannot be handed on: each has to ask. */
        record TooLarge() implements Landing {}
    }

    /** What becomes of a caller. */
    sealed interface Boarding {
        record Served(KeptAnswer answer) implements Boarding {}

        /** It makes the call; if others wait for it, they have to be told how it ended. */
        record Departs(Flight flight, Grant grant) implements Boarding {}
    }
}
