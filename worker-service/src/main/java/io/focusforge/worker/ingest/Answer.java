package io.focusforge.worker.ingest;

import io.focusforge.worker.job.JobResult;

/** What memory-service says to a call. */
sealed interface Answer<T> {
    record Given<T>(T value) implements Answer<T> {}

    /** The attempt ends with this. */
    record Trouble<T>(JobResult result) implements Answer<T> {}
}
