package io.focusforge.memory.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.memory.memories.MemoryView;
import java.util.List;

/**
 * What was found, best first.
 *
 * @param degraded whether the meaning was not looked at, because no embedding was to be had
 */
public record SearchAnswer(List<Found> items, boolean degraded) {
    /**
     * A memory and how well it answers, 0 to 1, and up to 1.5 for what is used a lot.
     *
     * @param explain left out when it was not asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Found(MemoryView memory, double score, Explanation explain) {}
}
