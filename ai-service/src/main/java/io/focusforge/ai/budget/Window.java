package io.focusforge.ai.budget;

import java.time.Instant;

/** From an instant, up to but without another. */
record Window(Instant from, Instant until) {}
