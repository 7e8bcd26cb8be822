package io.focusforge.worker.slot;

import io.focusforge.worker.job.ClaimedJob;

/** Runs jobs that are claimed, each in a slot that is taken for it already. */
public interface Starter {
    void start(ClaimedJob job, Slots slots);
}
