package io.focusforge.orchestrator.planapi;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.Violation;
import io.focusforge.orchestrator.plan.Appointment;
import io.focusforge.orchestrator.plan.Calendar;
import io.focusforge.orchestrator.plan.WorkingHours;
import io.focusforge.orchestrator.recurrence.SeriesDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What is wrong with a calendar. */
final class CalendarCheck {
    private CalendarCheck() {}

    static List<Violation> of(Calendar calendar) {
        var wrong = new ArrayList<Violation>();
        try {
            SeriesDraft.zone("timeZone", calendar.timeZone());
        } catch (ProblemException e) {
            wrong.addAll(e.violations());
        }
        wrong.addAll(hours(calendar.workingHours()));
        wrong.addAll(appointments(calendar.appointments()));
        return wrong;
    }

    private static List<Violation> hours(List<WorkingHours> hours) {
        var wrong = new ArrayList<Violation>();
        for (var i = 0; i < hours.size(); i++) {
            var field = "workingHours[" + i + "]";
            var one = hours.get(i);
            if (one.toMinute() <= one.fromMinute()) {
                wrong.add(new Violation(field, "ends before it begins, or is empty"));
            }
            for (var j = 0; j < i; j++) {
                if (overlap(one, hours.get(j))) {
                    wrong.add(new Violation(field, "overlaps workingHours[" + j + "]"));
                }
            }
        }
        return wrong;
    }

    private static boolean overlap(WorkingHours one, WorkingHours other) {
        return one.days().stream().anyMatch(other.days()::contains)
                && one.fromMinute() < other.toMinute()
                && other.fromMinute() < one.toMinute();
    }

    private static List<Violation> appointments(List<Appointment> appointments) {
        var wrong = new ArrayList<Violation>();
        var inOrder = IntStream.range(0, appointments.size())
                .boxed()
                .sorted(Comparator.comparing(i -> appointments.get(i).start()))
                .toList();
        Integer before = null;
        for (var i : inOrder) {
            var one = appointments.get(i);
            var field = "appointments[" + i + "]";
            if (!Bounds.holds(one.start()) || !Bounds.holds(one.end())) {
                wrong.add(new Violation(field, "must be between the years 1970 and 9999"));
            } else if (!one.end().isAfter(one.start())) {
                wrong.add(new Violation(field, "ends before it begins, or is empty"));
            } else {
                if (before != null && appointments.get(before).end().isAfter(one.start())) {
                    wrong.add(new Violation(field, "overlaps appointments[" + before + "]"));
                }
                before = before == null
                                || one.end().isAfter(appointments.get(before).end())
                        ? i
                        : before;
            }
        }
        return wrong;
    }
}
