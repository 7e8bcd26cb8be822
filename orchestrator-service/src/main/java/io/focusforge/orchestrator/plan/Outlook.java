package io.focusforge.orchestrator.plan;

import java.time.Instant;
import java.util.List;

/**
 * What is to be expected of a plan.
 *
 * @param feasible whether every deadline is met
 * @param endsAt the end of the last step that is left; null when there is none, or no room
 * @param criticalPath ids of the longest way through the steps that are left
 * @param criticalMinutes of work on it
 * @param broken what cannot be met
 */
public record Outlook(
        boolean feasible, Instant endsAt, List<String> criticalPath, long criticalMinutes, List<Broken> broken) {
    /**
     * A constraint that is broken.
     *
     * @param constraint dependencies, capacity, appointments, working_hours or deadline
     * @param steps those that are in each other's way
     * @param proven whether no schedule at all could meet it; else none was found
     */
    public record Broken(
            String constraint,
            String step,
            List<String> steps,
            Instant deadline,
            long neededMinutes,
            long availableMinutes,
            long lateMinutes,
            boolean proven,
            String message) {}
}
