package io.focusforge.gateway.proxy;

import io.vertx.core.MultiMap;

/** The declared length of a body. */
final class BodyLength {
    static final long UNKNOWN = -1;

    private BodyLength() {}

    static long of(MultiMap headers) {
        var text = headers.get("content-length");
        if (text == null) {
            return UNKNOWN;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
