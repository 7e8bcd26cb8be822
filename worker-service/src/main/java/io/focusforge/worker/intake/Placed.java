package io.focusforge.worker.intake;

import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobState;
import java.time.Instant;

/** A new job, and until when this process holds it from the start; null when it is left to the dispatcher. */
record Placed(Job job, Instant leaseUntil) {
    private static final int FIRST = 1;

    String state() {
        return leaseUntil == null ? job.state().name() : JobState.Running.NAME;
    }

    ClaimedJob claimed() {
        return new ClaimedJob(
                job.key(),
                FIRST,
                job.user(),
                job.type(),
                job.queue(),
                job.payload(),
                new JobState.Running(FIRST, job.maxAttempts(), leaseUntil),
                job.createdAt(),
                job.traceparent(),
                job.terms());
    }
}
