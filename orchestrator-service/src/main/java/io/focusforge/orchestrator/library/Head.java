package io.focusforge.orchestrator.library;

import java.time.Instant;

/**
 * What is said of an uploaded chain as a whole.
 *
 * @param active the version that is run
 * @param previous the one before, or null
 */
record Head(String name, int active, Integer previous, int latest, Instant changedAt) {}
