package io.focusforge.orchestrator.rules;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days that a text names: "by Thursday", "next monday", "tomorrow", "in 3 days", "end of the week", "2026-11-05". */
final class DateWords {
    private static final String DAYS =
            "monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tonight|tomorrow|end of (?:the )?(?:day|week|month)";
    private static final Pattern DATE = Pattern.compile(
            "(?:\\b(?:by|until|till|before|on|due|this|no later than)\\s+)?(?:(?<next>\\bnext)\\s+)?" + "(?:\\b(?<day>"
                    + DAYS
                    + "|eod|eow)\\b|\\bin (?<count>\\d{1,3}) (?<unit>day|week)s?\\b|\\b(?<iso>\\d{4}-\\d{2}-\\d{2})\\b)",
            Pattern.CASE_INSENSITIVE);
    private static final int DAYS_OF_WEEK = 7;

    private DateWords() {}

    /** The first day that is named. */
    static Optional<LocalDate> day(String text, LocalDate today) {
        var match = DATE.matcher(text);
        while (match.find()) {
            var day = resolve(match, today);
            if (day.isPresent()) {
                return day;
            }
        }
        return Optional.empty();
    }

    /** The text without the words that name a day. */
    static String without(String text) {
        return DATE.matcher(text).replaceAll(" ").replaceAll("\\s{2,}", " ").strip();
    }

    /** Whether the amount at this position belongs to "in 3 days", which is a date and not an effort. */
    static boolean isInDays(String text, int amountStart) {
        return text.substring(Math.max(0, amountStart - 3), amountStart).equalsIgnoreCase("in ");
    }

    private static Optional<LocalDate> resolve(Matcher match, LocalDate today) {
        if (match.group("iso") != null) {
            return iso(match.group("iso"));
        }
        if (match.group("count") != null) {
            var count = Integer.parseInt(match.group("count"));
            var isWeeks = match.group("unit").equalsIgnoreCase("week");
            return Optional.of(today.plusDays((long) count * (isWeeks ? DAYS_OF_WEEK : 1)));
        }
        return Optional.of(named(match.group("day").toLowerCase(Locale.ROOT), match.group("next") != null, today));
    }

    private static LocalDate named(String day, boolean next, LocalDate today) {
        return switch (day) {
            case "today", "tonight", "eod", "end of day", "end of the day" -> today;
            case "tomorrow" -> today.plusDays(1);
            case "eow", "end of week", "end of the week" -> today.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
            case "end of month", "end of the month" -> today.with(TemporalAdjusters.lastDayOfMonth());
            default -> weekday(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)), next, today);
        };
    }

    private static LocalDate weekday(DayOfWeek day, boolean next, LocalDate today) {
        return today.with(next ? TemporalAdjusters.next(day) : TemporalAdjusters.nextOrSame(day));
    }

    private static Optional<LocalDate> iso(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
