package io.focusforge.worker.queue;

import io.focusforge.common.problem.ProblemException;

/** Body of {@code POST /api/v1/queues/{queue}/drain}. */
public record DrainQueue(Boolean confirm) {
    void check() {
        if (!Boolean.TRUE.equals(confirm)) {
            throw ProblemException.invalid(
                    "confirm", "must be true: this cancels every job of your tenant that waits in the queue");
        }
    }
}
