package io.focusforge.local.server;

import java.util.Locale;

/** The five services, by the names that databases, roles, keys and settings carry. */
public enum Service {
    GATEWAY(true),
    ORCHESTRATOR(true),
    AI(false),
    MEMORY(true),
    WORKER(true);

    private final boolean signs;

    Service(boolean signs) {
        this.signs = signs;
    }

    /** Whether it calls others in its own name, and so has a key of its own. */
    public boolean signs() {
        return signs;
    }

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
