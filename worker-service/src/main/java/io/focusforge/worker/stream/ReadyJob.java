package io.focusforge.worker.stream;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.Priority;

/** A job that may run now. */
public record ReadyJob(String queue, Priority priority, JobKey key) {}
