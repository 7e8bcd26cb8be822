package io.focusforge.worker.dedupe;

import io.focusforge.worker.job.Job;

/** The job that a draft has become. {@code deduplicated}: it was there already. */
public record Admitted(Job job, boolean deduplicated) {}
