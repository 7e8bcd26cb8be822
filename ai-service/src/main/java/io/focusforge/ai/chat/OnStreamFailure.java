package io.focusforge.ai.chat;

import io.focusforge.common.problem.ProblemException;

/** What a caller wants when a stream breaks off that has begun. */
public enum OnStreamFailure {
    /** An error in the stream, after what came. */
    ERROR,
    /** A mark in the stream, and then the whole answer again, from the same or another target. */
    RESTART;

    static final String HEADER = "x-focusforge-on-stream-failure";

    static OnStreamFailure parse(String header) {
        return switch (header) {
            case null -> ERROR;
            case "error" -> ERROR;
            case "restart" -> RESTART;
            default -> throw ProblemException.invalid(HEADER, "must be error or restart");
        };
    }
}
