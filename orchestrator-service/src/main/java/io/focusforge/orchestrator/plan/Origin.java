package io.focusforge.orchestrator.plan;

/** Who found the steps. @param degraded whether rules stood in for a model */
public record Origin(String model, boolean degraded) {
    public static final Origin CALLER = new Origin("caller", false);
}
