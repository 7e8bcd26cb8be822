package io.focusforge.memory.memories;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a memory has to do with others.
 *
 * @param supersededBy the memory that says it now; null for an active one
 * @param supersedes those that it took the place of
 * @param evidence those that it came from, which say the same or more
 */
public record Lineage(MemoryState state, UUID supersededBy, List<UUID> supersedes, List<UUID> evidence) {
    private static final int MAX_EVIDENCE = 64;
    public static final Lineage NONE = new Lineage(MemoryState.ACTIVE, null, List.of(), List.of());

    public Lineage {
        Objects.requireNonNull(state);
        supersedes = List.copyOf(supersedes);
        evidence = List.copyOf(evidence);
    }

    /** What an inferred memory starts with. */
    static Lineage from(List<UUID> evidence) {
        return evidence.isEmpty() ? NONE : new Lineage(MemoryState.ACTIVE, null, List.of(), evidence);
    }

    public boolean isActive() {
        return state == MemoryState.ACTIVE;
    }

    Lineage supersededBy(UUID memory) {
        return new Lineage(MemoryState.SUPERSEDED, memory, supersedes, evidence);
    }

    Lineage mergedInto(UUID memory) {
        return new Lineage(MemoryState.MERGED, memory, supersedes, evidence);
    }

    Lineage superseding(UUID memory) {
        return new Lineage(
                state,
                supersededBy,
                Stream.concat(supersedes.stream(), Stream.of(memory)).toList(),
                evidence);
    }

    /** As long as there is room: evidence that finds none is left out. */
    Lineage backedBy(List<UUID> more) {
        var all = Stream.concat(evidence.stream(), more.stream())
                .distinct()
                .limit(MAX_EVIDENCE)
                .toList();
        return new Lineage(state, supersededBy, supersedes, all);
    }
}
