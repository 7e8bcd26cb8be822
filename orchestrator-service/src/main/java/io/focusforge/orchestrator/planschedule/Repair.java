package io.focusforge.orchestrator.planschedule;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a schedule fit again and leaves as many steps where they are as it can. Steps that have to move look for another place; those that
 * wait for them follow; and where a deadline would be missed, others make room, one after the other, as long as it helps. In the end whatever
 * need not have moved goes back.
 */
public final class Repair {
    private static final int TRIES = 30_000;
    private static final int FEWEST_TRIES = 100;
    private static final int MOST_TRIES = 1_000;

    private final Problem problem;
    private final Map<String, Placement> before;
    private final List<Work> urgentFirst;
    private int tries;

    private Repair(Problem problem, Map<String, Placement> before) {
        this.problem = problem;
        this.before = before;
        this.urgentFirst = Order.urgentFirst(problem);
        this.tries = Math.clamp(TRIES / Math.max(1, problem.works().size()), FEWEST_TRIES, MOST_TRIES);
    }

    /** @param reasons why steps have moved; of those that have not there is none */
    public record Repaired(Schedule schedule, Map<String, Reason> reasons) {}

    /**
     * @param before where steps were; {@link Placement#NONE} for those that had no room
     * @param moving steps that cannot stay, and why
     */
    public static Repaired repair(Problem problem, Map<String, Placement> before, Map<String, Reason> moving) {
        return new Repair(problem, before).repaired(moving);
    }

    private Repaired repaired(Map<String, Reason> moving) {
        var best = settled(moving);
        while (best.late() > 0 && tries > 0) {
            var next = withRoom(best);
            if (next == best) {
                break;
            }
            best = next;
        }
        if (best.late() > 0) {
            best = best.orBetter(anew(best));
        }
        return fewer(best, moving).repaired();
    }

    /** The steps that are moved, with all that follow from that. */
    private record Tried(Schedule schedule, Map<String, Reason> reasons, Score score) {
        long late() {
            return score.late();
        }

        Tried orBetter(Tried other) {
            return other.score().isBetterThan(score) ? other : this;
        }

        Repaired repaired() {
            return new Repaired(schedule, Map.copyOf(reasons));
        }
    }

    private Tried settled(Map<String, Reason> moving) {
        var reasons = new LinkedHashMap<>(moving);
        while (true) {
            tries--;
            var schedule = Scheduler.fill(problem, kept(reasons), urgentFirst);
            var followers = followers(schedule, reasons);
            if (followers.isEmpty()) {
                return tried(schedule, reasons);
            }
            reasons.putAll(followers);
        }
    }

    private Map<String, Reason> followers(Schedule schedule, Map<String, Reason> reasons) {
        var found = new HashMap<String, Reason>();
        for (var work : problem.works().values()) {
            if (!reasons.containsKey(work.id())) {
                var start = schedule.placements().get(work.id()).start();
                problem.needs(work).stream()
                        .filter(need -> {
                            var placed = schedule.placements().get(need.id());
                            return placed.isNone() || placed.end() > start;
                        })
                        .findFirst()
                        .ifPresent(need -> found.put(work.id(), new Reason(Reason.Kind.WAITS_FOR, need.id())));
            }
        }
        return found;
    }

    private Tried withRoom(Tried present) {
        var late = present.schedule().late().getFirst();
        var best = present;
        for (var work : problem.works().values()) {
            if (tries > 0 && !present.reasons().containsKey(work.id()) && !work.byItself()) {
                var moving = new LinkedHashMap<>(present.reasons());
                moving.put(work.id(), inFavourOf(late.id(), work.id()));
                best = best.orBetter(settled(moving));
            }
        }
        return best.late() < present.late() ? best : present;
    }

    private Tried anew(Tried present) {
        var late = present.schedule().late().getFirst();
        var reasons = new LinkedHashMap<>(present.reasons());
        problem.works().keySet().forEach(id -> reasons.putIfAbsent(id, inFavourOf(late.id(), id)));
        return tried(Scheduler.schedule(problem), reasons);
    }

    private static Reason inFavourOf(String late, String id) {
        return late.equals(id) ? Reason.of(Reason.Kind.DEADLINE) : new Reason(Reason.Kind.MAKES_ROOM, late);
    }

    /** Takes back, one by one, what nobody needs. */
    private Tried fewer(Tried present, Map<String, Reason> moving) {
        var best = present;
        for (var id : present.reasons().keySet()) {
            if (!moving.containsKey(id) && best.reasons().containsKey(id)) {
                var reasons = new LinkedHashMap<>(best.reasons());
                reasons.remove(id);
                best = best.orBetter(settled(reasons));
            }
        }
        return best;
    }

    private Map<String, Placement> kept(Map<String, Reason> moving) {
        var kept = new HashMap<String, Placement>();
        problem.works().keySet().stream()
                .filter(id -> !moving.containsKey(id))
                .forEach(id -> kept.put(id, before.get(id)));
        return kept;
    }

    private Tried tried(Schedule schedule, Map<String, Reason> reasons) {
        reasons.keySet().removeIf(id -> schedule.placements().get(id).equals(before.get(id)));
        return new Tried(schedule, reasons, schedule.score(before));
    }
}
