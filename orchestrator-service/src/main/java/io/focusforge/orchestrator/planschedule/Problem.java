package io.focusforge.orchestrator.planschedule;

import io.focusforge.orchestrator.task.Energy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be scheduled.
 *
 * @param start nothing begins before
 * @param works without a cycle; needs that are not among them are met
 * @param open the person's working time as it would be without anything fixed
 * @param free what is left of it
 */
public record Problem(long start, Map<String, Work> works, FreeTime open, FreeTime free) {
    public static Problem of(long start, List<Work> works, FreeTime open, FreeTime free) {
        var byId = new LinkedHashMap<String, Work>();
        works.forEach(work -> byId.put(work.id(), work));
        return new Problem(start, byId, open, free);
    }

    /** Whether nothing is in the way of it. */
    public boolean isFree(Placement placement) {
        return free.covers(placement);
    }

    List<Work> needs(Work work) {
        return work.needs().stream()
                .map(works::get)
                .filter(need -> need != null)
                .toList();
    }

    /** When each has to end at the latest, so that all that wait for it can still be in time. */
    Map<String, Long> latestEnds() {
        var latest = new HashMap<String, Long>();
        works.values().forEach(work -> latest.put(work.id(), work.deadline()));
        for (var work : Order.byNeeds(this).reversed()) {
            var end = latest.get(work.id());
            if (end < Work.NEVER) {
                var begins = work.byItself() ? end - work.minutes() : free.latestStart(end, work.minutes());
                needs(work).forEach(need -> latest.merge(need.id(), begins, Math::min));
            }
        }
        return latest;
    }

    /** When each could end at the earliest if the person had nothing else to do; {@link Work#NEVER} for what has no room at all. */
    Map<String, Long> earliestEnds(FreeTime time) {
        var ends = new HashMap<String, Long>();
        for (var work : Order.byNeeds(this)) {
            var earliest = Math.max(start, work.notBefore());
            for (var need : needs(work)) {
                earliest = Math.max(earliest, ends.get(need.id()));
            }
            var placed = earliest >= Work.NEVER
                    ? Placement.NONE
                    : new Timetable(time.slots()).find(work, earliest, Energy.LOW);
            ends.put(work.id(), placed.isNone() ? Work.NEVER : placed.end());
        }
        return ends;
    }
}
