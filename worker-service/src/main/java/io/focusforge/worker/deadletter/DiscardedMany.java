package io.focusforge.worker.deadletter;

/**
 * What became of a discard by filter.
 *
 * @param remaining how many matching dead letters are left; at most 100,000 are counted
 */
public record DiscardedMany(int discarded, int remaining) {}
