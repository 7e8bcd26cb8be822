package io.focusforge.orchestrator.agentrun;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepUsage;

/** What came of asking a model for its next move. */
public sealed interface Heard {
    /** @param message of the assistant, in OpenAI's shape */
    record Message(JsonNode message, StepUsage usage) implements Heard {}

    record Nothing(StepOutcome.Fails failure) implements Heard {}
}
