package io.focusforge.orchestrator.planschedule;

import io.focusforge.orchestrator.task.Energy;
import java.util.ArrayList;
import java.util.List;

/** Problems of tests: days of 24 hours, with work from 9 to 12 when one is fresh and from 13 to 17 when one is not quite. */
final class Days {
    private Days() {}

    static long at(int day, int hour) {
        return day * 1440L + hour * 60L;
    }

    static FreeTime open() {
        var slots = new ArrayList<Slot>();
        for (var day = 0; day < 60; day++) {
            slots.add(new Slot(at(day, 9), at(day, 12), Energy.HIGH));
            slots.add(new Slot(at(day, 13), at(day, 17), Energy.MEDIUM));
        }
        return new FreeTime(slots);
    }

    static Problem problem(List<Block> busy, Work... works) {
        return Problem.of(0, List.of(works), open(), open().without(busy));
    }

    static Problem problem(Work... works) {
        return problem(List.of(), works);
    }

    static Work work(String id, int minutes, String... needs) {
        return new Work(id, minutes, List.of(needs), 0, Work.NEVER, Energy.LOW, false, minutes > 120);
    }

    static Work due(String id, int minutes, long deadline, String... needs) {
        return new Work(id, minutes, List.of(needs), 0, deadline, Energy.LOW, false, minutes > 120);
    }

    static Block block(int day, int from, int to) {
        return new Block(at(day, from), at(day, to));
    }
}
