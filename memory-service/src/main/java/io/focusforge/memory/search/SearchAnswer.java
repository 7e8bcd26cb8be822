package io.focusforge.memory.search;

import io.focusforge.memory.memories.MemoryView;
import java.util.List;

/**
 * What was found, best first.
 *
 * @param degraded whether the meaning was not looked at, because no embedding was to be had
 */
public record SearchAnswer(List<Found> items, boolean degraded) {
    /** A memory and how well it answers, 0 to 1. */
    public record Found(MemoryView memory, double score) {}
}
