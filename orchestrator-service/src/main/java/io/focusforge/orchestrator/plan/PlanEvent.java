package io.focusforge.orchestrator.plan;

import java.util.List;

/**
 * What happened to a plan. Kept for good: a component is never renamed, and a new one may be absent.
 *
 * @param kind the middle of its name, as in {@code plan.accepted.v1}
 * @param plan as it is afterwards
 */
public record PlanEvent(Kind kind, Plan plan) {
    /** Kinds of events. */
    public enum Kind {
        CREATED,
        ACCEPTED,
        REJECTED,
        EDITED,
        REPLANNED,
        REPLAN_SUGGESTED,
        STEP_DONE,
        EXECUTION_STARTED,
        EXECUTION_STOPPED,
        EXECUTION_ABANDONED,
        PROGRESSED
    }

    /** What the suite is told of it. */
    public record Told(String status, boolean feasible, int version, List<Change> changes) {}

    public Told told() {
        return new Told(plan.status().text(), plan.outlook().feasible(), plan.version(), plan.changes());
    }
}
