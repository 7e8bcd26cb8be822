package io.focusforge.orchestrator.plan;

import java.time.Instant;

/** From, and until. */
public record TimeSpan(Instant start, Instant end) {}
