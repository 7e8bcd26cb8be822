package io.focusforge.worker.job;

import java.time.Instant;
import java.util.UUID;

/** A job that this process holds, as long as {@code fence} is the job's newest. */
public record ClaimedJob(
        JobKey key,
        long fence,
        UUID user,
        String type,
        String queue,
        String payload,
        JobState.Running state,
        Instant createdAt,
        String traceparent,
        Terms terms) {}
