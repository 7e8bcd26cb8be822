package io.focusforge.orchestrator.planschedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The longest way through the steps by minutes of work (the critical path method, Kelley and Walker 1959).
 *
 * @param steps ids, in order
 * @param minutes of work on it
 * @param slack minutes by which each step can take longer before the path does
 */
public record CriticalPath(List<String> steps, long minutes, Map<String, Long> slack) {
    public static CriticalPath of(Problem problem) {
        var order = Order.byNeeds(problem);
        var ends = new HashMap<String, Long>();
        var behind = new HashMap<String, Long>();
        for (var work : order) {
            ends.put(work.id(), work.minutes() + before(problem, work, ends));
        }
        for (var work : order.reversed()) {
            var own = behind.merge(work.id(), (long) work.minutes(), Long::sum);
            problem.needs(work).forEach(need -> behind.merge(need.id(), own, Math::max));
        }
        var longest = ends.values().stream().mapToLong(end -> end).max().orElse(0);
        var slack = new HashMap<String, Long>();
        order.forEach(work -> slack.put(work.id(), longest - before(problem, work, ends) - behind.get(work.id())));
        return new CriticalPath(path(problem, order, ends, slack), longest, Map.copyOf(slack));
    }

    private static long before(Problem problem, Work work, Map<String, Long> ends) {
        return problem.needs(work).stream()
                .mapToLong(need -> ends.get(need.id()))
                .max()
                .orElse(0);
    }

    /** Where several are as long, the one whose steps come first in the plan. */
    private static List<String> path(
            Problem problem, List<Work> order, Map<String, Long> ends, Map<String, Long> slack) {
        var path = new ArrayList<String>();
        for (var work : order) {
            var follows = path.isEmpty()
                    ? problem.needs(work).isEmpty()
                    : work.needs().contains(path.getLast()) && before(problem, work, ends) == ends.get(path.getLast());
            if (slack.get(work.id()) == 0 && follows) {
                path.add(work.id());
            }
        }
        return List.copyOf(path);
    }
}
