package io.focusforge.worker.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A queue with the jobs that the caller's tenant has in it. Each count ends at {@link QueueStore#COUNTED}.
 *
 * @param pausedAt absent unless it is paused; then nothing of it is started, for any tenant
 * @param ready due, and waiting for a place in the stream
 * @param delayed not due yet
 * @param waiting for other jobs of their flow
 * @param dispatched due, and waiting in the stream for a worker
 * @param oldestReadyAgeSeconds how long the longest waiting of the due jobs has been due; 0 without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueView(
        String name,
        boolean paused,
        Instant pausedAt,
        int ready,
        int delayed,
        int waiting,
        int dispatched,
        int running,
        int dead,
        double oldestReadyAgeSeconds) {}
