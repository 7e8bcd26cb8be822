package io.focusforge.ai.usage;

import io.focusforge.common.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** From an instant, up to but without another. */
record UsagePeriod(Instant from, Instant to) {
    private static final int DEFAULT_DAYS = 30;

    UsagePeriod {
        if (!from.isBefore(to)) {
            throw ProblemException.invalid("from", "must be before 'to'");
        }
    }

    /** The last 30 whole days and the present one, where the caller says nothing else. */
    static UsagePeriod parse(String from, String to, Instant now) {
        var end = to == null ? now : instant("to", to);
        var begin = from == null ? begin(day(end).minusDays(DEFAULT_DAYS)) : instant("from", from);
        return new UsagePeriod(begin, end);
    }

    /** The first of the whole days. */
    LocalDate firstDay() {
        return ceiling(from);
    }

    /** The day behind the last of the whole days. What has not happened yet makes today no less whole. */
    LocalDate endDay(Instant now) {
        return to.isBefore(now) ? day(to) : ceiling(to);
    }

    static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate ceiling(Instant instant) {
        return begin(day(instant)).equals(instant) ? day(instant) : day(instant).plusDays(1);
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant instant(String field, String text) {
        try {
            return text.length() == 10 ? begin(LocalDate.parse(text)) : inRange(field, Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(
                    field, "must be a day, such as 2026-11-05, or an instant, such as 2026-11-05T17:00:00Z");
        }
    }

    /** Within what the database can hold. */
    private static Instant inRange(String field, Instant instant) {
        var year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9999) {
            throw ProblemException.invalid(field, "must be within the years 1 to 9999");
        }
        return instant;
    }
}
