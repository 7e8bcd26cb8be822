package io.focusforge.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.job.JobRequest;
import io.focusforge.worker.dedupe.Dedupe;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.UUID;

/** An element of {@code POST /internal/jobs}: a {@link JobRequest}, and what not every service needs. */
public record ServiceJob(
        UUID id,
        UUID tenantId,
        UUID user,
        String queue,
        String type,
        JsonNode payload,
        Instant runAt,
        Integer maxAttempts,
        String traceparent,
        @Valid Dedupe dedupe) {
    public ServiceJob {
        if (id == null || tenantId == null || user == null || type == null) {
            throw new IllegalArgumentException("a job has id, tenantId, user and type");
        }
    }

    JobRequest request() {
        return new JobRequest(id, tenantId, user, queue, type, payload, runAt, maxAttempts, traceparent);
    }
}
