package io.focusforge.orchestrator.plan;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** Time that is not free. */
public record Appointment(
        @Size(max = 200) String title,
        @NotNull Instant start,
        @NotNull Instant end) {}
