package io.focusforge.local.server;

import java.util.Locale;

/** The five services, by the names that databases, roles, keys and settings carry. */
public enum Service {
    GATEWAY,
    ORCHESTRATOR,
    AI,
    MEMORY,
    WORKER;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Service of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return id();
    }
}
