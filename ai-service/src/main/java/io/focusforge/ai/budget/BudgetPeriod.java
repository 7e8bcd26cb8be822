package io.focusforge.ai.budget;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** After what a budget is new again. A week begins on Monday. */
public enum BudgetPeriod {
    DAY {
        @Override
        LocalDate first(LocalDate day) {
            return day;
        }

        @Override
        LocalDate next(LocalDate first) {
            return first.plusDays(1);
        }
    },
    WEEK {
        @Override
        LocalDate first(LocalDate day) {
            return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }

        @Override
        LocalDate next(LocalDate first) {
            return first.plusWeeks(1);
        }
    },
    MONTH {
        @Override
        LocalDate first(LocalDate day) {
            return day.withDayOfMonth(1);
        }

        @Override
        LocalDate next(LocalDate first) {
            return first.plusMonths(1);
        }
    };

    abstract LocalDate first(LocalDate day);

    abstract LocalDate next(LocalDate first);

    /** The period that an instant is in. */
    Window window(Instant at, ZoneId zone) {
        var first = first(LocalDate.ofInstant(at, zone));
        return new Window(
                first.atStartOfDay(zone).toInstant(),
                next(first).atStartOfDay(zone).toInstant());
    }

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BudgetPeriod of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
