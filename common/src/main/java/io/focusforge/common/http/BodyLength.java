package io.focusforge.common.http;

import io.vertx.core.MultiMap;

/** The declared length of a body. */
public final class BodyLength {
    /** Of a body without one, and of no body. */
    public static final long UNKNOWN = -1;

    private BodyLength() {}

    public static long of(MultiMap headers) {
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
