package io.focusforge.worker.handler;

import io.focusforge.worker.job.JobKey;

/** Knows who has waited for whom. */
public interface ChildrenSource {
    Children of(JobKey job);
}
