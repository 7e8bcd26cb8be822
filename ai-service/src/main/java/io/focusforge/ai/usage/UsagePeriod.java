package io.focusforge.ai.usage;

import io.focusforge.common.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** From an instant, up to but without another. */
record UsagePeriod(Instant from, Instant to) {
    private static final Duration DEFAULT = Duration.ofDays(30);

    UsagePeriod {
        if (!from.isBefore(to)) {
            throw ProblemException.invalid("from", "must be before 'to'");
        }
    }

    /** The last 30 days, where the caller says nothing else. */
    static UsagePeriod parse(String from, String to, Instant now) {
        var end = to == null ? now : instant("to", to);
        return new UsagePeriod(from == null ? end.minus(DEFAULT) : instant("from", from), end);
    }

    private static Instant instant(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(field, "must be an instant, such as 2026-11-05T17:00:00Z");
        }
    }
}
