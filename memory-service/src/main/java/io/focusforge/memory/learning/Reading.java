package io.focusforge.memory.learning;

import java.util.List;

/**
 * The facts that were read.
 *
 * @param degraded whether it was rules that read
 */
record Reading(List<Fact> facts, boolean degraded, String model) {}
