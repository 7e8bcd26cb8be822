package io.focusforge.memory.chunks;

import java.util.List;

/**
 * What was found, best first.
 *
 * @param degraded whether the meaning was not looked at, because no embedding was to be had
 */
public record DocumentHits(List<Hit> items, boolean degraded) {}
