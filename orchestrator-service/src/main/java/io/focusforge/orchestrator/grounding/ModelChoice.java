package io.focusforge.orchestrator.grounding;

/**
 * Who is to answer.
 *
 * @param mayQuoteInstead whether the quoting model may stand in: where nobody asked for a certain one
 */
public record ModelChoice(String model, boolean mayQuoteInstead) {}
