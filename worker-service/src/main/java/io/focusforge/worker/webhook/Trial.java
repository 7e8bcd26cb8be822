package io.focusforge.worker.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.intake.CreateJob;
import io.focusforge.worker.intake.Intake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;

/** Sends a test event to an endpoint: a job like any other, but with one attempt. */
@ApplicationScoped
class Trial {
    private final Endpoints endpoints;
    private final Intake intake;
    private final ObjectMapper json;

    Trial(Endpoints endpoints, Intake intake, ObjectMapper json) {
        this.endpoints = endpoints;
        this.intake = intake;
        this.json = json;
    }

    private record Started(UUID jobId) {}

    Once.Answer start(Issuance.Request request, UUID id) throws JsonProcessingException {
        if (!endpoints.get(request.caller(), id).health().isEnabled()) {
            throw new ProblemException(ErrorCode.CONFLICT, "The endpoint is disabled; enable it first.");
        }
        return intake.accept(
                request.caller(),
                job(id),
                request.key(),
                admitted -> answer(admitted.job().key().id()));
    }

    private CreateJob job(UUID endpoint) {
        var event = Map.of("type", Event.TEST, "data", Map.of("endpointId", endpoint));
        return json.convertValue(
                Map.of(
                        "type",
                        DeliverWebhook.NAME,
                        "maxAttempts",
                        1,
                        "payload",
                        Map.of("endpointId", endpoint, "event", event)),
                CreateJob.class);
    }

    private StoredAnswer answer(UUID job) {
        try {
            return new StoredAnswer(
                    Response.Status.ACCEPTED.getStatusCode(),
                    "/api/v1/jobs/" + job,
                    json.writeValueAsString(new Started(job)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
