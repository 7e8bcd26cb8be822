package io.focusforge.orchestrator.planner;

/** What the model still owes, because the rules had to stand in for it. */
public enum Missing {
    NOTHING,
    ANALYSIS,
    PLAN
}
