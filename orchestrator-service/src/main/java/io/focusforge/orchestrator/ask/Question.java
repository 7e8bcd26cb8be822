package io.focusforge.orchestrator.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.definition.ChainDefinition;
import io.focusforge.orchestrator.definition.Step;
import java.time.Duration;
import java.util.Map;

/**
 * What is asked.
 *
 * @param scope what the prompt's names mean
 * @param timeout of all attempts to get an answer that fits
 */
public record Question(
        ChainDefinition chain, Step.Prompt step, Map<String, JsonNode> scope, Caller caller, Duration timeout) {
    JsonNode schema() {
        return step.common().output().orElseThrow().source();
    }
}
