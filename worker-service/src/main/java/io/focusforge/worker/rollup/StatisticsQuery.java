package io.focusforge.worker.rollup;

import io.focusforge.common.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Which hours to show: those that begin at {@code from} or later and before {@code to}. Null means any queue or type. */
record StatisticsQuery(Instant from, Instant to, String queue, String type) {
    private static final Duration DAY = Duration.ofDays(1);

    StatisticsQuery {
        if (!from.isBefore(to)) {
            throw ProblemException.invalid("from", "must be before 'to'");
        }
    }

    /** @param from absent: a day before the end; {@code to} absent: now */
    static StatisticsQuery of(String from, String to, String queue, String type, Instant now) {
        var end = instant("to", to, () -> now);
        return new StatisticsQuery(instant("from", from, () -> end.minus(DAY)), end, queue, type);
    }

    private static Instant instant(String name, String text, Supplier<Instant> absent) {
        try {
            return text == null ? absent.get() : Instant.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(name, "must be an instant such as 2026-11-21T07:00:00Z");
        }
    }
}
