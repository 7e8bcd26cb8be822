package io.focusforge.orchestrator.definition;

import java.time.Duration;

/**
 * What a team may use up, of all its members together.
 *
 * @param calls of models and tools
 * @param tokens of models, in and out
 */
public record AgentBudget(int calls, long tokens, long costMicros, Duration time) {}
