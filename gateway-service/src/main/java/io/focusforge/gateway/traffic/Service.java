package io.focusforge.gateway.traffic;

import java.util.List;
import java.util.Locale;

/** Who answers. */
public enum Service {
    GATEWAY,
    ORCHESTRATOR,
    AI,
    MEMORY,
    WORKER;

    /** All but the gateway itself. */
    public static final List<Service> OTHERS = List.of(ORCHESTRATOR, AI, MEMORY, WORKER);

    /** As it is called in settings and answers. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
