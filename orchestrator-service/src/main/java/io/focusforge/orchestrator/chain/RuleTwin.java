package io.focusforge.orchestrator.chain;

import com.fasterxml.jackson.databind.JsonNode;

/** Rules that answer instead of the model of a chain that is built in. */
public interface RuleTwin {
    /** Of which chain. */
    String chain();

    /** What fits the chain's output, from what fits its input. */
    JsonNode answer(JsonNode input);
}
