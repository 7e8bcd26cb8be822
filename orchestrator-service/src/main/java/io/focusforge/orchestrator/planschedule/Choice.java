package io.focusforge.orchestrator.planschedule;

import io.focusforge.orchestrator.task.Energy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One way to make a schedule.
 *
 * @param order in which steps look for their place
 * @param undemanding steps that take hours at which one is not as fresh as they ask for
 * @param kept steps that stay where they are
 */
record Choice(List<Work> order, Set<String> undemanding, Map<String, Placement> kept) {
    /** A step waits no longer than that for hours at which one is fresh: two days. */
    private static final long PATIENCE = 2 * 24 * 60;

    Schedule made(Problem problem) {
        var table = new Timetable(problem.free().slots());
        kept.forEach((id, placement) -> take(table, problem.works().get(id), placement));
        var placements = new HashMap<>(kept);
        for (var work : order) {
            if (!kept.containsKey(work.id())) {
                var placement = place(problem, work, table, placements);
                take(table, work, placement);
                placements.put(work.id(), placement);
            }
        }
        return new Schedule(problem, placements);
    }

    private static void take(Timetable table, Work work, Placement placement) {
        if (!work.byItself()) {
            table.take(placement);
        }
    }

    private Placement place(Problem problem, Work work, Timetable table, Map<String, Placement> placements) {
        var earliest = Math.max(problem.start(), work.notBefore());
        for (var need : problem.needs(work)) {
            var before = placements.get(need.id());
            if (before.isNone()) {
                return Placement.NONE;
            }
            earliest = Math.max(earliest, before.end());
        }
        var soon = table.find(work, earliest, Energy.LOW);
        if (undemanding.contains(work.id()) || work.energy() == Energy.LOW) {
            return soon;
        }
        var fresh = table.find(work, earliest, work.energy());
        return fresh.isNone() || fresh.start() > soon.start() + PATIENCE ? soon : fresh;
    }
}
