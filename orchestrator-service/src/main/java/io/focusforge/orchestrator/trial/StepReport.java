package io.focusforge.orchestrator.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.StepUsage;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What became of a step.
 *
 * @param step with the names of the steps around it, as in {@code each/3/summary}
 * @param state done, skipped or failed
 * @param result absent for what was skipped or failed
 */
@RegisterForReflection
@JsonInclude(Include.NON_NULL)
record StepReport(String step, String state, JsonNode result, Failure error, StepUsage usage, long millis) {
    record Failure(String code, String message) {}
}
