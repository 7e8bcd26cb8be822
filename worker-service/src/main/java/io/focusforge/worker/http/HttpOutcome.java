package io.focusforge.worker.http;

import java.time.Duration;

/** What came of a call. The body of an answer is not looked at. */
public sealed interface HttpOutcome {
    /** @param retryAfter zero when the answer did not say */
    record Answer(int status, Duration retryAfter) implements HttpOutcome {
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** Whether it is an answer with this status. */
    default boolean is(int status) {
        return this instanceof Answer answer && answer.status() == status;
    }

    /** No answer; {@code reason} can be shown. */
    record NoAnswer(String reason) implements HttpOutcome {}
}
