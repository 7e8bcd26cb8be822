package io.focusforge.ai.chat;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What a caller says of a call in its headers.
 *
 * @param bound how long the caller waits; null when it does not say
 * @param headers gives the value of any header of the request; null for one that was not sent
 */
public record CallOptions(Duration bound, OnStreamFailure onStreamFailure, UnaryOperator<String> headers) {
    public String header(String name) {
        return headers.apply(name);
    }
}
