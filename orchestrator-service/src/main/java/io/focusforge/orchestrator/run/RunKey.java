package io.focusforge.orchestrator.run;

import java.util.Comparator;
import java.util.UUID;

/** Names a run. */
public record RunKey(UUID tenant, UUID id) implements Comparable<RunKey> {
    private static final Comparator<RunKey> ORDER =
            Comparator.comparing(RunKey::tenant).thenComparing(RunKey::id);

    @Override
    public int compareTo(RunKey other) {
        return ORDER.compare(this, other);
    }
}
