package io.focusforge.orchestrator.plantime;

import io.focusforge.orchestrator.plan.Calendar;
import io.focusforge.orchestrator.plan.Weekday;
import io.focusforge.orchestrator.plan.WorkingHours;
import io.focusforge.orchestrator.planschedule.FreeTime;
import io.focusforge.orchestrator.planschedule.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Working hours as minutes that pass: nine is nine on the wall in summer and in winter, and on the night of the change an hour is missing or
 * comes twice.
 */
final class WorkingTime {
    /** Nothing is scheduled further ahead. */
    static final int DAYS_AHEAD = 366;

    private static final int DAY = 24 * 60;

    private WorkingTime() {}

    /** @param start in minutes since 1970 */
    static FreeTime from(Calendar calendar, long start) {
        var zone = ZoneId.of(calendar.timeZone());
        var first = LocalDate.ofInstant(Minutes.instant(start), zone);
        var hours = calendar.workingHours().stream()
                .sorted(Comparator.comparingInt(WorkingHours::fromMinute))
                .toList();
        var slots = new ArrayList<Slot>();
        for (var day = 0; day <= DAYS_AHEAD; day++) {
            addDay(slots, first.plusDays(day), zone, hours, start);
        }
        return new FreeTime(slots);
    }

    private static void addDay(List<Slot> slots, LocalDate date, ZoneId zone, List<WorkingHours> hours, long start) {
        var weekday = Weekday.values()[date.getDayOfWeek().ordinal()];
        for (var span : hours) {
            if (span.days().contains(weekday)) {
                // a time that the clock skips is later than it says, and may be behind the beginning of the next hours
                var before = slots.isEmpty() ? start : slots.getLast().end();
                var from = Math.max(before, Minutes.ceil(at(date, span.fromMinute(), zone)));
                var to = Minutes.floor(at(date, span.toMinute(), zone));
                if (to > from) {
                    slots.add(new Slot(from, to, span.energy()));
                }
            }
        }
    }

    private static Instant at(LocalDate date, int minute, ZoneId zone) {
        var day = date.plusDays(minute / DAY);
        return day.atStartOfDay().plusMinutes(minute % DAY).atZone(zone).toInstant();
    }
}
