package io.focusforge.ai.budget;

import io.focusforge.common.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * A budget as a client wants it.
 *
 * @param subject the id of the user or of the API key; absent for the scope tenant
 * @param timeZone whose midnight counts, such as {@code Europe/Berlin}; absent: UTC
 * @param alertPercents of the amount, at which to tell by event and webhook; absent: 80 and 100
 * @param hard whether calls are refused beyond the amount; absent: no
 * @param webhook the id of an endpoint of yours
 */
public record BudgetRequest(
        @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cc}*", message = "must not contain control characters")
        String name,

        @NotNull @Pattern(regexp = "tenant|user|key", message = "must be tenant, user or key")
        String scope,

        UUID subject,

        @NotNull @Pattern(regexp = "day|week|month", message = "must be day, week or month")
        String period,

        @Size(max = 100) String timeZone,
        @NotNull @Min(1) @Max(1_000_000_000_000_000L) Long amountMicros,
        @Size(max = 10) List<@NotNull @Min(1) @Max(1_000) Integer> alertPercents,
        Boolean hard,
        UUID webhook) {
    private static final List<Integer> DEFAULT_PERCENTS = List.of(80, 100);

    Terms terms() {
        return new Terms(
                name,
                BudgetScope.of(scope),
                subject,
                BudgetPeriod.of(period),
                zone(),
                amountMicros,
                alertPercents == null ? DEFAULT_PERCENTS : alertPercents,
                Boolean.TRUE.equals(hard),
                webhook);
    }

    private ZoneId zone() {
        try {
            return timeZone == null ? ZoneId.of("UTC") : ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw ProblemException.invalid("timeZone", "must be a time zone, such as Europe/Berlin");
        }
    }
}
