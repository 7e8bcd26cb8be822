package io.focusforge.orchestrator.runapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.Webhook;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * Where to begin, and with what.
 *
 * @param from a step of the run: it and all that follows from it run again
 * @param input the run's, in place of the original's; absent for the same
 * @param results of earlier steps, in place of the original's
 */
@RegisterForReflection
public record ForkRun(
        @NotNull @Size(max = 64) String from, JsonNode input, Map<String, JsonNode> results, Webhook webhook) {
    Map<String, JsonNode> resultsOrNone() {
        return results == null ? Map.of() : results;
    }
}
