package io.focusforge.worker.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.Priority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A dead letter in an answer. Secrets in the payload are hidden; in a list the payload and the errors before the last one are left out.
 *
 * @param attempts how often it was started since it was accepted, or since the last replay
 * @param error the last one: what it died of
 * @param errors of all attempts, oldest first, also of those before a replay; the last hundred
 * @param replays how often it was brought back
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterView(
        UUID id,
        String type,
        String queue,
        Priority priority,
        JsonNode payload,
        int attempts,
        int maxAttempts,
        JobError error,
        List<JobError> errors,
        int replays,
        Instant replayedAt,
        Instant createdAt,
        Instant updatedAt,
        Instant diedAt) {}
