package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.definition.ChainDefinition;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.run.StepContext;
import java.util.Map;

/**
 * A step that is about to be done.
 *
 * @param reference of the chain's version
 * @param scope what the names of its expressions mean
 */
record Work(String reference, ChainDefinition chain, Step step, Map<String, JsonNode> scope, StepContext context) {}
