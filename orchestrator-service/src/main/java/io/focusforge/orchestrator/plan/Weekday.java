package io.focusforge.orchestrator.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A day of the week, in the order of {@link java.time.DayOfWeek}. */
public enum Weekday {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
