package io.focusforge.orchestrator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What does, or has done, a step.
 *
 * @param id of the run; for a job the key that it is asked for by
 * @param error null for none
 * @param job of the worker; null for a run, and until the worker has taken it
 * @param result of the job, where it is not too large for a plan; null for a run, whose output the run itself has
 */
public record StepRun(
        UUID id,
        String error,
        UUID job,
        @Schema(implementation = Object.class) JsonNode result) {
    public static StepRun begun(UUID id) {
        return new StepRun(id, null, null, null);
    }

    public static StepRun refused(String error) {
        return new StepRun(null, error, null, null);
    }
}
