package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What somebody who comes to a step is to do. */
sealed interface Turn {
    /** Nothing: it is done already, not wanted, or somebody else's. */
    record Past() implements Turn {}

    /** Try. */
    record Go(int attempt, JsonNode input, Map<String, JsonNode> results) implements Turn {}
}
