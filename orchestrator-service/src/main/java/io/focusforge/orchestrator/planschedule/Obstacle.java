package io.focusforge.orchestrator.planschedule;

import java.util.List;

/**
 * Why a step cannot be done in time.
 *
 * @param steps those that are in each other's way, this one included
 * @param needed minutes of work
 * @param available minutes of the person's time for that; -1 where that is not the point
 * @param late minutes behind the deadline
 * @param proven whether no schedule at all could meet it; else none was found
 */
public record Obstacle(
        Constraint constraint,
        String step,
        List<String> steps,
        long needed,
        long available,
        long late,
        boolean proven) {
    /** What is broken. */
    public enum Constraint {
        /** It has to wait for others that end too late, even if they were all there is to do. */
        DEPENDENCIES,
        /** More is due by then than there is working time. */
        CAPACITY,
        /** Without what is fixed there would be time enough. */
        APPOINTMENTS,
        /** There is no sitting that is long enough, as far as is looked ahead. */
        WORKING_HOURS,
        /** It and others want the same hours. */
        DEADLINE
    }
}
