package io.focusforge.worker.dispatch;

import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.job.StreamKey;
import io.focusforge.worker.slot.Backlog;
import io.focusforge.worker.stream.ReadyJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a round of the dispatcher has brought about.
 *
 * @param claimed to be run here
 * @param dispatched their messages are in the streams
 * @param left who has jobs that may run and were not taken
 * @param held queues with jobs that only their tenants' limits keep from running
 * @param again whether another round would take more at once
 * @param next when a job's time comes, or its tenant's, or null
 */
record Picked(
        List<ClaimedJob> claimed,
        List<ReadyJob> dispatched,
        Map<StreamKey, Backlog.Waiting> left,
        Set<String> held,
        boolean again,
        Instant next) {}
