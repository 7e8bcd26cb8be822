package io.focusforge.orchestrator.planschedule;

import io.focusforge.orchestrator.task.Energy;

/** Time in which one works, and how fresh one is then. In minutes since 1970; the end is not part of it. */
public record Slot(long start, long end, Energy energy) {
    public Slot {
        if (end <= start) {
            throw new IllegalArgumentException("a slot ends after it begins");
        }
    }

    boolean suits(Energy wanted) {
        return energy.compareTo(wanted) >= 0;
    }
}
