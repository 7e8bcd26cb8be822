package io.focusforge.memory.memories;

import java.time.Instant;

/**
 * How often a memory was of use. Counting it is no new revision.
 *
 * @param at the last time, null for never
 */
public record Access(Instant at, int count) {
    public static final Access NEVER = new Access(null, 0);
}
