package io.focusforge.worker.queue;

/**
 * What a drain has done.
 *
 * @param complete whether nothing is left that waited when the drain began; if not, ask again
 */
public record Drained(int cancelled, boolean complete) {}
