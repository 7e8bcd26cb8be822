package io.focusforge.gateway.operations;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How something is, in one word. */
enum State {
    /** Of the whole: all is well. */
    HEALTHY,
    /** It works, with less than it could. */
    DEGRADED,
    /** Of the whole: requests cannot be served. */
    UNHEALTHY,
    /** Of a service: ready. */
    UP,
    /** Of a service: not ready, or no answer. */
    DOWN,
    /** Of an optimization: at work. */
    ACTIVE,
    /** Of an optimization: not at work. */
    INACTIVE;

    static State up(boolean is) {
        return is ? UP : DOWN;
    }

    static State active(boolean is) {
        return is ? ACTIVE : INACTIVE;
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
