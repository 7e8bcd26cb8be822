package io.focusforge.orchestrator.planschedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Orders in which works can be taken: each behind those that it needs. */
final class Order {
    private Order() {}

    static List<Work> byNeeds(Problem problem) {
        return by(problem, Comparator.comparingInt(_ -> 0));
    }

    /** The one whose latest end is nearest goes first; of those alike, the one with most work behind it. */
    static List<Work> urgentFirst(Problem problem) {
        var latest = problem.latestEnds();
        var behind = new HashMap<String, Integer>();
        for (var work : byNeeds(problem).reversed()) {
            var own = behind.merge(work.id(), work.minutes(), Integer::sum);
            problem.needs(work).forEach(need -> behind.merge(need.id(), own, Math::max));
        }
        return by(
                problem,
                Comparator.<Work>comparingLong(work -> latest.get(work.id()))
                        .thenComparing(work -> behind.get(work.id()), Comparator.reverseOrder()));
    }

    /** With all that it waits for, at any distance. */
    static Set<Work> withNeeds(Problem problem, Work work) {
        var found = new LinkedHashSet<Work>();
        var next = new ArrayDeque<>(List.of(work));
        while (!next.isEmpty()) {
            var one = next.pop();
            if (found.add(one)) {
                next.addAll(problem.needs(one));
            }
        }
        return found;
    }

    /** Of those that can be taken, the first by the comparator; the earlier one in the plan when they are alike. */
    static List<Work> by(Problem problem, Comparator<Work> first) {
        var waiting = new ArrayList<>(problem.works().values());
        var taken = new HashSet<String>();
        var order = new ArrayList<Work>();
        while (!waiting.isEmpty()) {
            var next = waiting.stream()
                    .filter(work -> problem.needs(work).stream().allMatch(need -> taken.contains(need.id())))
                    .min(first)
                    .orElseThrow(() -> new IllegalArgumentException("the works wait for each other in a circle"));
            waiting.remove(next);
            taken.add(next.id());
            order.add(next);
        }
        return order;
    }
}
