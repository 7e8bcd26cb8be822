package io.focusforge.worker.dedupe;

import io.focusforge.worker.job.JobKey;
import java.time.Instant;

/** A job has its key until then. */
record Hold(JobKey job, Instant until) {}
