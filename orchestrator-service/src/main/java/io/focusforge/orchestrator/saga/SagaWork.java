package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.StepContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * One attempt of a step.
 *
 * @param attempt from 1; after an operator's retry from 1 again
 * @param results of the steps that are done, by name
 * @param context what the run offers: the time that is left, and a wait that ends with it
 */
public record SagaWork(
        SagaKey saga,
        String step,
        boolean backwards,
        int attempt,
        JsonNode input,
        Map<String, JsonNode> results,
        StepContext context) {
    public SagaWork {
        results = Map.copyOf(results);
    }

    /** The same for every attempt, in whichever process and after whichever retry; another one for the compensation. */
    public UUID idempotencyKey() {
        var name = saga.tenant() + "/" + saga.id() + "/" + step + (backwards ? "/back" : "");
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
