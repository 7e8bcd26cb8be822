package io.focusforge.orchestrator.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.StepUsage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What came of a trial.
 *
 * @param state succeeded or failed
 * @param output absent when it failed
 */
@RegisterForReflection
@JsonInclude(Include.NON_NULL)
record Trial(
        String chain,
        int version,
        String state,
        JsonNode output,
        StepReport.Failure error,
        StepUsage usage,
        List<StepReport> steps) {}
