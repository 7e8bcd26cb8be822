package io.focusforge.memory.chunks;

/**
 * What became of a batch.
 *
 * @param stored how many chunks were new
 * @param cancelled whether the document does not want any more; then nothing was kept
 */
public record Taken(int stored, boolean cancelled) {}
