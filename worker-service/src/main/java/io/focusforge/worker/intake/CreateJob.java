package io.focusforge.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.focusforge.worker.dedupe.Dedupe;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.terms.Retry;
import io.focusforge.worker.terms.SecondsOrIso;
import io.focusforge.worker.terms.Times;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Body of {@code POST /api/v1/jobs}. What is left out takes the defaults of the type.
 *
 * @param payload needed, unless there is a {@code payloadRef}
 * @param priorityRank among the jobs of one priority: the smaller, the sooner it is dispatched
 * @param delay from now; in place of {@code runAt}
 * @param timeout of one attempt
 * @param deadline no attempt is started after it
 * @param payloadRef of a payload that was uploaded, in place of {@code payload}
 */
public record CreateJob(
        @NotBlank String type,
        JsonNode payload,
        String queue,
        Priority priority,
        @Min(0) @Max(100) Integer priorityRank,
        Instant runAt,

        @JsonDeserialize(using = SecondsOrIso.class) @DurationMin @DurationMax(days = 366)
        Duration delay,

        Instant deadline,

        @JsonDeserialize(using = SecondsOrIso.class) @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration timeout,

        @Min(1) @Max(100) Integer maxAttempts,
        @Valid Retry retry,
        @Valid Dedupe dedupe,
        UUID payloadRef) {
    Times times() {
        return new Times(runAt, delay, deadline);
    }
}
