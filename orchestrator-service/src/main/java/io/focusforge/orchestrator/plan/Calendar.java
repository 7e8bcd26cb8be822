package io.focusforge.orchestrator.plan;

import java.util.List;

/** When somebody has time: their hours in their time zone, without their appointments. */
public record Calendar(String timeZone, List<WorkingHours> workingHours, List<Appointment> appointments) {
    private static final List<Weekday> WEEK =
            List.of(Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY);

    /** Of who has said nothing: Monday to Friday, with an hour at noon. */
    public static final List<WorkingHours> USUAL =
            List.of(new WorkingHours(WEEK, "09:00", "12:00", null), new WorkingHours(WEEK, "13:00", "17:00", null));

    public Calendar {
        timeZone = timeZone == null ? "UTC" : timeZone;
        workingHours = workingHours == null ? USUAL : List.copyOf(workingHours);
        appointments = appointments == null ? List.of() : List.copyOf(appointments);
    }
}
