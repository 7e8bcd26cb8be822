package io.focusforge.ai.limit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The calendar's periods, in UTC, after each of which a budget is whole again. */
public enum BudgetPeriod {
    @JsonProperty("day")
    DAY,
    @JsonProperty("month")
    MONTH;

    /** From an instant, up to but without another. */
    public record Span(Instant start, Instant end) {}

    public Span at(Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return switch (this) {
            case DAY -> span(day, day.plusDays(1));
            case MONTH ->
                span(day.with(TemporalAdjusters.firstDayOfMonth()), day.with(TemporalAdjusters.firstDayOfNextMonth()));
        };
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Span span(LocalDate from, LocalDate to) {
        return new Span(
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
