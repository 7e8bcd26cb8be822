package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.StepOutcome;
import java.util.UUID;

/** What steps do, for real or as if. */
interface Steps {
    StepOutcome run(Work work) throws Exception;

    /** The graph of another chain, as a step has called it. @param reference of its version */
    Graph called(UUID tenant, String reference, Surroundings around);

    /** The turns of agents. @param seed what the step has expanded into */
    Graph team(UUID tenant, Step.Agents step, JsonNode seed);
}
