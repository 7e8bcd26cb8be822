package io.focusforge.orchestrator.appointment;

import io.focusforge.common.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** An appointment as it is sent: at most 31 days, between the years 1970 and 9999. */
public record AppointmentDraft(
        @Size(max = 200)
        @Pattern(regexp = PLAIN, message = "must not contain the character U+0000, nor half of a surrogate pair")
        String title,

        @NotNull Instant start,
        @NotNull Instant end) {
    private static final String PLAIN = "[^\\x00\\x{D800}-\\x{DFFF}]*+";
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    static final Duration LONGEST = Duration.ofDays(31);

    /** @throws ProblemException that says what is wrong with its times */
    StoredAppointment under(UUID id) {
        if (start.isBefore(FIRST) || end.isAfter(LAST)) {
            throw ProblemException.invalid(
                    start.isBefore(FIRST) ? "start" : "end", "must be between the years 1970 and 9999");
        }
        if (!end.isAfter(start)) {
            throw ProblemException.invalid("end", "must be after 'start'");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid("end", "must be at most 31 days after 'start'");
        }
        return new StoredAppointment(
                id, title, start.truncatedTo(ChronoUnit.MILLIS), end.truncatedTo(ChronoUnit.MILLIS));
    }
}
