package io.focusforge.memory.memories;

import java.time.Instant;

/**
 * Which memories of an owner are meant. What is null does not matter, but for the state: then it is the active ones.
 *
 * @param at the time at which they are true
 */
record MemoryFilter(
        MemoryType type,
        String tag,
        String namespace,
        String agent,
        String run,
        String session,
        MemoryState state,
        Instant at) {
    static final MemoryFilter NONE = new MemoryFilter(null, null, null, null, null, null, null, null);

    MemoryState wantedState() {
        return state == null ? MemoryState.ACTIVE : state;
    }
}
