package io.focusforge.orchestrator.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The work of a step. */
@FunctionalInterface
public interface StepBody {
    /**
     * Blocking, on a virtual thread. It is interrupted when its time is up or the run is cancelled. Any exception is a failure that may be tried
     * again, but for {@link RunFailure}, which says itself whether it may.
     *
     * @param results of those steps that this one needs and that were not skipped
     */
    StepOutcome run(StepContext context, Map<String, JsonNode> results) throws Exception;
}
