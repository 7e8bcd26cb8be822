package io.focusforge.memory.memories;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A change of a memory.
 *
 * @param actor the user who made it; left out where the service did
 * @param before left out for the first revision, and where that is no longer kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(int revision, Action action, Instant at, UUID actor, MemoryView before, MemoryView after) {
    static HistoryEntry of(Memory after, Memory before) {
        return new HistoryEntry(
                after.revision(),
                after.change().action(),
                after.updatedAt(),
                after.change().actor(),
                before == null ? null : MemoryView.of(before),
                MemoryView.of(after));
    }
}
