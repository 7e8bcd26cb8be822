package io.focusforge.orchestrator.planapi;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.Violation;
import io.focusforge.orchestrator.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a plan whatever its times are. All of it is said at once. */
final class PlanCheck {
    private PlanCheck() {}

    /** @param now deadlines behind it are past */
    static void all(Plan plan, Instant now) {
        var wrong = new ArrayList<>(CalendarCheck.of(plan.calendar()));
        if (!Bounds.holds(plan.startsAt())) {
            wrong.add(new Violation("startAt", "must be between the years 1970 and 9999"));
        }
        wrong.addAll(deadline(plan, now));
        wrong.addAll(StepCheck.links(plan));
        wrong.addAll(StepCheck.deadlines(plan));
        for (var i = 0; i < plan.steps().size(); i++) {
            wrong.addAll(StepCheck.past("steps[" + i + "].", plan.steps().get(i), now));
        }
        refuse(wrong);
    }

    /** After one step was changed: others may have a deadline that is past by now. */
    static void step(Plan plan, String id, Instant now) {
        var wrong = new ArrayList<>(StepCheck.links(plan));
        wrong.addAll(StepCheck.deadlines(plan));
        wrong.addAll(StepCheck.past("", plan.step(id).orElseThrow(), now));
        refuse(wrong);
    }

    /** After its calendar or its deadline was changed. */
    static void frame(Plan plan, boolean withDeadline, Instant now) {
        var wrong = new ArrayList<>(CalendarCheck.of(plan.calendar()));
        if (withDeadline) {
            wrong.addAll(deadline(plan, now));
            wrong.addAll(StepCheck.deadlines(plan));
        }
        refuse(wrong);
    }

    private static List<Violation> deadline(Plan plan, Instant now) {
        var deadline = plan.deadline();
        if (!Bounds.holds(deadline)) {
            return List.of(new Violation("deadline", "must be between the years 1970 and 9999"));
        }
        if (deadline != null && !deadline.isAfter(now)) {
            return List.of(new Violation("deadline", "is past"));
        }
        return deadline != null && !deadline.isAfter(plan.startsAt())
                ? List.of(new Violation("deadline", "is not behind the start of the plan, " + plan.startsAt()))
                : List.of();
    }

    private static void refuse(List<Violation> wrong) {
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
    }
}
