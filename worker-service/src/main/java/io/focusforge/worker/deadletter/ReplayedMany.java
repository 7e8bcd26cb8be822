package io.focusforge.worker.deadletter;

import java.time.Instant;

/**
 * What became of a replay by filter.
 *
 * @param remaining how many matching dead letters are left; at most 100,000 are counted
 * @param lastRunAt when the last of the replayed jobs may run
 */
public record ReplayedMany(int replayed, int remaining, Instant firstRunAt, Instant lastRunAt) {}
