package io.focusforge.orchestrator.plan;

import io.focusforge.orchestrator.task.Energy;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * When somebody works, by the clock on the wall, and how fresh they are then.
 *
 * @param to not before {@code from}; 24:00 is the end of the day
 * @param energy medium when left out
 */
public record WorkingHours(
        @NotEmpty @Size(max = 7) List<@NotNull Weekday> days,
        @NotNull @Pattern(regexp = TIME, message = MESSAGE) String from,

        @NotNull @Pattern(regexp = "24:00|" + TIME, message = MESSAGE)
        String to,

        Energy energy) {
    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final String MESSAGE = "must be a time of day such as 09:00";

    public WorkingHours {
        energy = energy == null ? Energy.MEDIUM : energy;
    }

    public int fromMinute() {
        return minute(from);
    }

    public int toMinute() {
        return minute(to);
    }

    private static int minute(String time) {
        return 60 * Integer.parseInt(time.substring(0, 2)) + Integer.parseInt(time.substring(3));
    }
}
