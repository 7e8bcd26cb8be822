package io.focusforge.worker.inference;

import java.time.Duration;

/** What became of a question. */
sealed interface Reply {
    record Answered(Answer answer) implements Reply {}

    /** Asking again would not help. */
    record Refused(String code, String message) implements Reply {}

    /** @param everywhere whether the other questions would fare alike at the moment */
    record Away(String code, String message, Duration retryAfter, boolean everywhere) implements Reply {}
}
