package io.focusforge.ai.provider;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;

/** Takes a provider's answer as it arrives. Called on the event loop, with a 2xx answer of which nothing was read yet. */
public interface AnswerReader<T> {
    Future<T> read(HttpClientResponse response);

    /** Whether something has reached the client, so that the call cannot be tried again. */
    default boolean hasBegun() {
        return false;
    }

    /** Whether the first byte has its own time limit. */
    default boolean isStream() {
        return false;
    }
}
