package io.focusforge.orchestrator.plan;

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
}
