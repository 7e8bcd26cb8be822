package io.focusforge.memory.chunks;

import java.util.List;

/**
 * What was found, best first.
 *
 * @param degraded whether the meaning was not looked at, because no embedding was to be had, or who was to put the hits into a better order has failed
 */
public record DocumentHits(List<Hit> items, boolean degraded) {
    DocumentHits first(int limit) {
        return new DocumentHits(items.stream().limit(limit).toList(), degraded);
    }
}
