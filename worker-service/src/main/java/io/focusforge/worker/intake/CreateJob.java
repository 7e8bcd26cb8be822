package io.focusforge.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.worker.job.Priority;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** Body of {@code POST /api/v1/jobs}. What is left out takes the defaults of the type. */
public record CreateJob(
        @NotBlank String type,
        @NotNull JsonNode payload,
        String queue,
        Priority priority,
        Instant runAt,
        @Min(1) @Max(100) Integer maxAttempts) {}
