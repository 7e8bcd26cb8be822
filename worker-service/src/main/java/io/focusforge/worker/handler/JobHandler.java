package io.focusforge.worker.handler;

import io.focusforge.worker.job.JobResult;
import java.util.Set;

/**
 * Does the jobs of one type. Called on a virtual thread of its own, so it may block. An attempt can be repeated at any point: what a handler does
 * must be harmless when it is done again. It is interrupted when its time is up, the job was cancelled, or the worker stops.
 *
 * @param <I> the payload, as a record with its constraints
 */
public interface JobHandler<I> {
    JobType<I> type();

    /** What a client has to be allowed besides, since the job does it in its name. */
    default Set<String> scopes() {
        return Set.of();
    }

    /** Expected failures are results; an exception is taken for a fault of ours and tried again. */
    JobResult handle(JobContext context, I input) throws InterruptedException;
}
