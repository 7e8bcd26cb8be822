package io.focusforge.worker.progress;

import java.time.Instant;

/** A line of a job's log. {@code number} counts from 1 over all attempts. */
public record LogLine(long number, Instant at, int attempt, String line) {}
