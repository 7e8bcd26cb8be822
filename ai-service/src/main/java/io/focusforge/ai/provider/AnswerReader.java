package io.focusforge.ai.provider;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import java.util.OptionalLong;

/** Takes a provider's answer as it arrives; one for each attempt. */
public interface AnswerReader<T> {
    /** Called on the event loop, with a 2xx answer of which nothing was read yet. */
    Future<T> read(HttpClientResponse response);

    /** Whether it comes piece by piece, so that the first piece and the gaps between them have their own time limits. */
    default boolean isStream() {
        return false;
    }

    /** Whether the first token of a stream came. */
    default boolean hasBegun() {
        return false;
    }

    /** When the provider was last known not to be late, by {@link System#nanoTime()}; read only after the first token. */
    default long lastProgress() {
        return 0;
    }

    /** What the provider says it used. */
    default OptionalLong tokensUsed() {
        return OptionalLong.empty();
    }
}
