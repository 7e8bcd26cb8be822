package io.focusforge.orchestrator.planschedule;

import io.focusforge.orchestrator.planschedule.Obstacle.Constraint;
import java.util.List;
import java.util.Map;

/** Says for each step that is late what stands in its way. */
public final class Obstacles {
    private final Problem problem;
    private final Schedule schedule;
    private final Map<String, Long> latest;

    private Obstacles(Schedule schedule) {
        this.problem = schedule.problem();
        this.schedule = schedule;
        this.latest = problem.latestEnds();
    }

    public static List<Obstacle> of(Schedule schedule) {
        var obstacles = new Obstacles(schedule);
        return schedule.late().stream().map(obstacles::of).toList();
    }

    private Obstacle of(Work late) {
        if (problem.earliestEnds(problem.free()).get(late.id()) > late.deadline() || isWithoutRoom(late)) {
            return alone(late);
        }
        var due = problem.works().values().stream()
                .filter(work -> !work.byItself() && latest.get(work.id()) <= late.deadline())
                .toList();
        var needed = minutes(due);
        var available = problem.free().minutesBetween(problem.start(), late.deadline());
        if (needed > available) {
            var open = problem.open().minutesBetween(problem.start(), late.deadline());
            var constraint = needed <= open ? Constraint.APPOINTMENTS : Constraint.CAPACITY;
            return obstacle(constraint, late, due, available, true);
        }
        return obstacle(Constraint.DEADLINE, late, rivals(late), available, false);
    }

    private boolean isWithoutRoom(Work work) {
        return schedule.placements().get(work.id()).isNone();
    }

    /** It would be late if nothing but what it waits for was to be done. */
    private Obstacle alone(Work late) {
        var way = List.copyOf(Order.withNeeds(problem, late));
        var available = problem.free().minutesBetween(problem.start(), Math.min(late.deadline(), horizon()));
        var otherwise = problem.earliestEnds(problem.open()).get(late.id());
        if (otherwise < Work.NEVER && otherwise <= late.deadline()) {
            return obstacle(Constraint.APPOINTMENTS, late, way, available, !isWithoutRoom(late));
        }
        var constraint = isWithoutRoom(late)
                ? Constraint.WORKING_HOURS
                : way.size() > 1 ? Constraint.DEPENDENCIES : Constraint.CAPACITY;
        return obstacle(constraint, late, way, available, true);
    }

    private long horizon() {
        return problem.free().slots().isEmpty()
                ? problem.start()
                : problem.free().slots().getLast().end();
    }

    private List<Work> rivals(Work late) {
        return problem.works().values().stream()
                .filter(work -> work.equals(late)
                        || !work.byItself()
                                && !isWithoutRoom(work)
                                && schedule.placements().get(work.id()).start() < late.deadline())
                .toList();
    }

    private Obstacle obstacle(Constraint constraint, Work late, List<Work> works, long available, boolean proven) {
        var ids = problem.works().keySet().stream()
                .filter(id -> works.stream().anyMatch(work -> work.id().equals(id)))
                .toList();
        var by = isWithoutRoom(late) ? 0 : schedule.lateness(late);
        return new Obstacle(constraint, late.id(), ids, minutes(works), available, by, proven);
    }

    private static long minutes(List<Work> works) {
        return works.stream().mapToLong(Work::minutes).sum();
    }
}
