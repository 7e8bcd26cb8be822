package io.focusforge.orchestrator.plantime;

import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.TimeSpan;
import io.focusforge.orchestrator.planschedule.Block;
import io.focusforge.orchestrator.planschedule.CriticalPath;
import io.focusforge.orchestrator.planschedule.Placement;
import io.focusforge.orchestrator.planschedule.Problem;
import io.focusforge.orchestrator.planschedule.Reason;
import io.focusforge.orchestrator.planschedule.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A plan as the scheduler sees it: the steps that are left, from a moment on.
 *
 * @param path by whole estimates, so that it does not change while somebody works
 */
record Sketch(Problem problem, Map<String, Held> held, CriticalPath path) {
    /** @param busy when the person does something else, beside the plan's appointments */
    static Sketch of(Plan plan, List<TimeSpan> busy, Instant now) {
        var start = Math.max(Minutes.next(now), Minutes.next(plan.startsAt()));
        var held = new LinkedHashMap<String, Held>();
        var works = new ArrayList<Work>();
        var whole = new ArrayList<Work>();
        for (var step : plan.leftToDo()) {
            var time = Held.of(plan, step, start);
            held.put(step.id(), time);
            works.add(work(plan, step, time.remaining()));
            whole.add(work(plan, step, step.estimateMinutes()));
        }
        var open = WorkingTime.from(plan.calendar(), start);
        var problem = Problem.of(start, works, open, open.without(fixed(plan, busy)));
        return new Sketch(problem, held, CriticalPath.of(Problem.of(start, whole, open, open)));
    }

    private static Work work(Plan plan, PlanStep step, int minutes) {
        return new Work(
                step.id(),
                minutes,
                step.dependsOn(),
                step.notBefore() == null ? 0 : Minutes.ceil(step.notBefore()),
                Math.min(deadline(step.deadline()), deadline(plan.deadline())),
                step.energy(),
                step.runsByItself(),
                step.splittable());
    }

    private static long deadline(Instant deadline) {
        return deadline == null ? Work.NEVER : Minutes.floor(deadline);
    }

    private static List<Block> fixed(Plan plan, List<TimeSpan> busy) {
        var appointments = plan.calendar().appointments().stream()
                .map(appointment -> new TimeSpan(appointment.start(), appointment.end()));
        return Stream.concat(appointments, busy.stream()).map(Minutes::block).toList();
    }

    Map<String, Placement> before() {
        var before = new LinkedHashMap<String, Placement>();
        held.forEach((id, time) -> before.put(id, time.future()));
        return before;
    }

    /** The steps that cannot stay where they are, and why. */
    Map<String, Reason> moving() {
        var moving = new LinkedHashMap<String, Reason>();
        for (var work : problem.works().values()) {
            var time = held.get(work.id());
            time.reason().ifPresent(reason -> moving.put(work.id(), reason));
            if (time.reason().isEmpty() && !work.byItself() && !problem.isFree(time.future())) {
                moving.put(work.id(), Reason.of(Reason.Kind.TIME_TAKEN));
            }
        }
        return moving;
    }
}
