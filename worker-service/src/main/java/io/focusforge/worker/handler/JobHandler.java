package io.focusforge.worker.handler;

import io.focusforge.worker.job.JobResult;

/**
 * Does the jobs of one type. Called on a virtual thread of its own, so it may block. An attempt can be repeated at any point: what a handler does
 * must be harmless when it is done again. It is interrupted when its time is up, the job was cancelled, or the worker stops.
 *
 * @param <I> the payload, as a record with its constraints
 */
public interface JobHandler<I> {
    JobType<I> type();

    /** Expected failures are results; an exception is taken for a fault of ours and tried again. */
    JobResult handle(JobContext context, I input) throws InterruptedException;
}
