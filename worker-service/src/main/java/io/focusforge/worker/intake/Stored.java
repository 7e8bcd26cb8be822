package io.focusforge.worker.intake;

import io.focusforge.worker.job.JobKey;
import java.util.List;
import java.util.Set;

/** The jobs of a transaction that were not there before. */
record Stored(List<One> jobs) {
    /**
     * @param running held by this process
     * @param waiting may run, and is left to the dispatcher
     */
    record One(Placed placed, boolean running, boolean waiting) {}

    Stored without(Set<JobKey> known) {
        return known.isEmpty()
                ? this
                : new Stored(jobs.stream()
                        .filter(one -> !known.contains(one.placed().job().key()))
                        .toList());
    }
}
