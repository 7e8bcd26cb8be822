package io.focusforge.memory.sources;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Size;

/** When a source is looked at, in the words of a schedule: {@code cron} with {@code timeZone}, or {@code every}. The worker judges it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Timing(
        @Size(max = 200) String cron,
        @Size(max = 100) String timeZone,
        @Size(max = 40) String every) {}
