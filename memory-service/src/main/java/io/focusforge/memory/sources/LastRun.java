package io.focusforge.memory.sources;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * How a run has ended.
 *
 * @param truncated whether there was more than a run takes; then nothing was deleted
 * @param error why the place could not be listed; absent when it could
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LastRun(Instant startedAt, Instant finishedAt, Counts counts, boolean truncated, String error) {}
