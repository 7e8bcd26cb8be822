package io.focusforge.memory.sources;

import java.time.Instant;
import java.util.UUID;

/**
 * A source as it is kept.
 *
 * @param timing null where it has no schedule
 * @param schedule at the worker
 * @param run null while none goes on
 * @param lastRun null before the first has ended
 */
record Source(
        SourceKey key,
        UUID user,
        NewSource asked,
        boolean paused,
        Schedule schedule,
        boolean leaving,
        Run run,
        LastRun lastRun,
        Instant createdAt,
        Instant updatedAt) {
    /**
     * @param id null where there is none
     * @param revision counts how often it was made
     */
    record Schedule(UUID id, int revision) {}

    boolean wantsSchedule() {
        return asked.schedule() != null && !paused && !leaving;
    }
}
