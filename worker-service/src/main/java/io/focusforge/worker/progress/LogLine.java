package io.focusforge.worker.progress;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** A line of a job's log. {@code number} counts from 1 over all attempts. */
@RegisterForReflection
public record LogLine(long number, Instant at, int attempt, String line) {}
