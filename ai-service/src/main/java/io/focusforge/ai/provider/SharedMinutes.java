package io.focusforge.ai.provider;

import io.vertx.core.Future;
import java.time.Duration;

/** Counts what all replicas together take of what providers allow in a minute. */
public interface SharedMinutes {
    /** The setting that limits calls, as it is called in what is told of a refusal. */
    String REQUESTS = "requests-per-minute";
    /** The setting that limits tokens. */
    String TOKENS = "tokens-per-minute";

    /**
     * Takes one call and its tokens, both or neither. Never fails.
     *
     * @param tokens no more than the provider allows in a minute
     */
    Future<Reply> take(String provider, Minute minute, long tokens);

    /**
     * Corrects what was taken. Neither blocks nor fails.
     *
     * @param second in which it was taken
     * @param more tokens than were taken; negative for fewer
     */
    void correct(String provider, long second, long more);

    /** What a provider allows; 0 where it sets no limit. */
    record Minute(long requests, long tokens) {
        public Minute {
            if (requests < 0 || tokens < 0) {
                throw new IllegalArgumentException("a provider allows nothing negative");
            }
        }

        boolean limitsNothing() {
            return requests == 0 && tokens == 0;
        }
    }

    /** What became of it. */
    sealed interface Reply {
        /** @param second by the clock of all */
        record Taken(long second) implements Reply {}

        /** @param what the setting that stands in the way, {@link #REQUESTS} or {@link #TOKENS} */
        record UsedUp(String what, Duration delay) implements Reply {}

        /** Nobody knows what the others take. @param replicas among which the limit is divided meanwhile */
        record Away(int replicas) implements Reply {}
    }
}
