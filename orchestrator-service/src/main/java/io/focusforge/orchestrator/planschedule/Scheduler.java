package io.focusforge.orchestrator.planschedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a schedule: the step whose latest end is nearest goes first (Jackson's rule with the deadlines of those that wait for it, which is best
 * for one machine whose jobs can be interrupted), and where that is late, a climb over other orders of bounded length.
 */
public final class Scheduler {
    private static final int TRIES = 40_000;
    private static final int FEWEST_TRIES = 300;
    private static final int MOST_TRIES = 3_000;

    private final Problem problem;
    private final Map<String, Placement> kept;
    private final List<Work> urgentFirst;
    private int tries;

    private Scheduler(Problem problem, Map<String, Placement> kept, List<Work> urgentFirst) {
        this.problem = problem;
        this.kept = kept;
        this.urgentFirst = urgentFirst;
        this.tries = Math.clamp(TRIES / Math.max(1, problem.works().size()), FEWEST_TRIES, MOST_TRIES);
    }

    public static Schedule schedule(Problem problem) {
        return new Scheduler(problem, Map.of(), Order.urgentFirst(problem)).best();
    }

    /**
     * Without a search: the steps that are not kept take the best place that is left.
     *
     * @param urgentFirst as {@link Order#urgentFirst} has it, which takes longer than the rest
     */
    static Schedule fill(Problem problem, Map<String, Placement> kept, List<Work> urgentFirst) {
        var scheduler = new Scheduler(problem, kept, urgentFirst);
        return scheduler.better(scheduler.demanding(), scheduler.undemanding()).schedule();
    }

    private record Tried(Choice choice, Schedule schedule, Score score) {}

    private Schedule best() {
        var best = better(demanding(), undemanding());
        while (best.score().late() > 0 && tries > 0) {
            var next = earlier(best);
            if (next == best) {
                break;
            }
            best = next;
        }
        for (var id : Set.copyOf(best.choice().undemanding()).stream().sorted().toList()) {
            var fewer = new HashSet<>(best.choice().undemanding());
            fewer.remove(id);
            best = better(best, attempt(new Choice(best.choice().order(), fewer, kept)));
        }
        return best.schedule();
    }

    private Tried demanding() {
        return attempt(new Choice(urgentFirst, Set.of(), kept));
    }

    private Tried undemanding() {
        return attempt(new Choice(urgentFirst, problem.works().keySet(), kept));
    }

    /** The first better one that takes a late step, with all that it waits for, earlier. */
    private Tried earlier(Tried present) {
        var order = present.choice().order();
        for (var late : present.schedule().late()) {
            var together = Order.withNeeds(problem, late);
            for (var place = 0; place < order.indexOf(late) && tries > 0; place++) {
                if (!together.contains(order.get(place))) {
                    var moved = moved(order, together, place);
                    var next = attempt(new Choice(moved, problem.works().keySet(), kept));
                    if (next.score().isBetterThan(present.score())) {
                        return next;
                    }
                }
            }
        }
        return present;
    }

    private static List<Work> moved(List<Work> order, Set<Work> together, int place) {
        var moved = new ArrayList<Work>(order.subList(0, place));
        order.stream()
                .filter(work -> together.contains(work) && !moved.contains(work))
                .forEach(moved::add);
        order.stream().filter(work -> !moved.contains(work)).forEach(moved::add);
        return moved;
    }

    private Tried attempt(Choice choice) {
        tries--;
        var schedule = choice.made(problem);
        return new Tried(choice, schedule, schedule.score(Map.of()));
    }

    private static Tried better(Tried one, Tried other) {
        return other.score().isBetterThan(one.score()) ? other : one;
    }
}
