package io.focusforge.worker.dispatch;

import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.stream.ReadyJob;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a round of the dispatcher has brought about.
 *
 * @param claimed to be run here
 * @param dispatched their messages are in the streams
 * @param left queues with jobs that may run and were not taken
 * @param again whether another round would take more at once
 * @param next when a job's time comes, or its tenant's, or null
 */
record Picked(List<ClaimedJob> claimed, List<ReadyJob> dispatched, Set<String> left, boolean again, Instant next) {}
