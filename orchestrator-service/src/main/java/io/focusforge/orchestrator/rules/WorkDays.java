package io.focusforge.orchestrator.rules;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Monday to Friday, from nine in the morning on, in UTC, because nothing is known of where the user is. */
final class WorkDays {
    private static final LocalTime START = LocalTime.of(9, 0);
    private static final int MINUTES_PER_DAY = 360;
    private static final int LOOKED_AHEAD = 366;

    private WorkDays() {}

    /** The working days in a span, or all its days if it has none; at least the first. */
    static List<LocalDate> between(LocalDate first, LocalDate last) {
        var end = last.isBefore(first) ? first : last;
        var days = first.datesUntil(end.plusDays(1)).limit(LOOKED_AHEAD).toList();
        var working = days.stream().filter(WorkDays::isWorking).toList();
        return working.isEmpty() ? days : working;
    }

    /** Working days from a day on. */
    static List<LocalDate> from(LocalDate first, int count) {
        return first.datesUntil(first.plusDays(2L * count + 3))
                .filter(WorkDays::isWorking)
                .limit(count)
                .toList();
    }

    /** When work begins on a day: in the morning, or at once when it is later than that. */
    static Instant start(LocalDate day, Instant now) {
        var morning = day.atTime(START).toInstant(ZoneOffset.UTC);
        return morning.isBefore(now) ? now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES) : morning;
    }

    static long minutesBetween(Instant from, Instant to) {
        var first = LocalDate.ofInstant(from, ZoneOffset.UTC);
        var last = LocalDate.ofInstant(to, ZoneOffset.UTC);
        var elapsed = ChronoUnit.MINUTES.between(from, to);
        return Math.min(elapsed, (long) between(first, last).size() * MINUTES_PER_DAY);
    }

    private static boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
