package io.focusforge.common.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * Work that one service asks the worker to do: an element of the body of {@code POST /internal/jobs}. The id makes it
 * idempotent: asking twice is asking once. Absent fields take the defaults of the job's type.
 *
 * @param user on whose behalf the handler calls other services
 * @param runAt not before this instant; absent means now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobRequest(
        UUID id,
        UUID tenantId,
        UUID user,
        String queue,
        String type,
        JsonNode payload,
        Instant runAt,
        Integer maxAttempts,
        String traceparent) {
    public JobRequest {
        if (id == null || tenantId == null || user == null || type == null) {
            throw new IllegalArgumentException("a job has id, tenantId, user and type");
        }
    }
}
