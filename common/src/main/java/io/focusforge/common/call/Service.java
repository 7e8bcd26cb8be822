package io.focusforge.common.call;

import java.util.List;
import java.util.Locale;

/** The services of the suite. */
public enum Service {
    GATEWAY,
    ORCHESTRATOR,
    AI,
    MEMORY,
    WORKER;

    /** Those that the gateway stands in front of. */
    public static final List<Service> BEHIND_GATEWAY = List.of(ORCHESTRATOR, AI, MEMORY, WORKER);

    private final String key = name().toLowerCase(Locale.ROOT);

    /** As it is called in settings and answers. */
    public String key() {
        return key;
    }
}
