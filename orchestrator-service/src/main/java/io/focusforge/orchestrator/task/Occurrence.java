package io.focusforge.orchestrator.task;

import java.time.Instant;
import java.util.UUID;

/** Which occurrence of which series a task is; {@code at} is the time that the rule gave it, whatever it was moved to since. */
public record Occurrence(UUID seriesId, Instant at) {}
