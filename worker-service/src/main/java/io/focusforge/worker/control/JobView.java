package io.focusforge.worker.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.Priority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A job in an answer. Secrets in the payload are hidden; in a list payload and result are left out.
 *
 * @param state {@code waiting}, {@code queued}, {@code running}, {@code succeeded}, {@code dead} or {@code cancelled}
 * @param attempt how often it was started
 * @param errors of the last attempts, oldest first
 * @param timeout of one attempt, in ISO 8601; absent, as {@code retry}: that of the type
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(
        UUID id,
        String type,
        String queue,
        Priority priority,
        int priorityRank,
        String state,
        JsonNode payload,
        Instant runAt,
        int attempt,
        int maxAttempts,
        List<JobError> errors,
        JsonNode result,
        Instant createdAt,
        Instant updatedAt,
        Instant finishedAt,
        String timeout,
        Backoff retry,
        Instant deadline) {
    /** How the job is tried again, when it has said so itself. */
    public record Backoff(String base, String cap) {}
}
