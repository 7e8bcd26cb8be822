package io.focusforge.orchestrator.planschedule;

import java.util.List;
import java.util.Map;

/** When each step is done. */
public record Schedule(Problem problem, Map<String, Placement> placements) {
    /** Of a step that there is no room for. */
    private static final long NO_ROOM = 10_000_000;

    public Schedule {
        placements = Map.copyOf(placements);
    }

    /** By how much the step ends behind its deadline; 0 when it does not. */
    public long lateness(Work work) {
        var placement = placements.get(work.id());
        return placement.isNone() ? NO_ROOM + work.minutes() : Math.max(0, placement.end() - work.deadline());
    }

    /** Those that miss their deadline or have no room, in the order of the plan. */
    public List<Work> late() {
        return problem.works().values().stream()
                .filter(work -> lateness(work) > 0)
                .toList();
    }

    /** @param before where the steps were; those that were nowhere do not count as moved */
    Score score(Map<String, Placement> before) {
        long late = 0;
        long moved = 0;
        long shift = 0;
        long tired = 0;
        long end = 0;
        long ends = 0;
        for (var work : problem.works().values()) {
            var placement = placements.get(work.id());
            var old = before.get(work.id());
            late += lateness(work);
            if (old != null && !old.equals(placement)) {
                moved++;
                shift += placement.isNone() || old.isNone() ? 0 : Math.abs(placement.start() - old.start());
            }
            if (!placement.isNone()) {
                tired += work.byItself() ? 0 : problem.free().tiredness(placement, work.energy());
                end = Math.max(end, placement.end());
                ends += placement.end() - problem.start();
            }
        }
        return new Score(late, moved, shift, tired, end, ends);
    }
}
