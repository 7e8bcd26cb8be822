package io.focusforge.worker.deadletter;

import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.JobState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A dead job.
 *
 * @param errors of all its attempts, oldest first
 * @param replays how often it was brought back
 * @param replayedAt when it was last; null if never
 */
record DeadLetter(Job job, List<JobError> errors, int replays, Instant replayedAt) {
    DeadLetter {
        if (!(job.state() instanceof JobState.Dead)) {
            throw new IllegalArgumentException("not dead, but " + job.state().name());
        }
        errors = List.copyOf(errors);
    }

    Instant diedAt() {
        return ((JobState.Dead) job.state()).at();
    }

    /** Changes with each change of the job. */
    String version() {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, job.updatedAt()));
    }
}
