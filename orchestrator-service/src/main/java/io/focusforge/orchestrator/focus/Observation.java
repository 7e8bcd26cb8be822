package io.focusforge.orchestrator.focus;

/** A completed task: what was estimated, before any correction, and how long it took in how many sessions. */
record Observation(int estimatedMinutes, long actualSeconds, int sessions) {
    Observation {
        if (estimatedMinutes < 1 || actualSeconds < 1) {
            throw new IllegalArgumentException("only times above zero can be compared");
        }
    }

    double logRatio() {
        return Math.log(actualSeconds / 60.0 / estimatedMinutes);
    }
}
