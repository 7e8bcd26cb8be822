package io.focusforge.memory.memories;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a memory has to do with others.
 *
 * @param supersededBy the memory that says it now; null for an active one
 * @param supersedes those that it took the place of
 * @param evidence those that it came from, which say the same or more
 */
public record Lineage(MemoryState state, UUID supersededBy, List<UUID> supersedes, List<UUID> evidence) {
    public static final Lineage NONE = new Lineage(MemoryState.ACTIVE, null, List.of(), List.of());

    public Lineage {
        Objects.requireNonNull(state);
        supersedes = List.copyOf(supersedes);
        evidence = List.copyOf(evidence);
    }
}
