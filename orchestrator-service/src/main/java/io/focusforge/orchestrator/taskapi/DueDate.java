package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.problem.ProblemException;
import java.time.Instant;

/** Due dates that a calendar, and the database, can hold. */
final class DueDate {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private DueDate() {}

    static Instant require(String field, Instant instant) {
        if (instant != null && (instant.isBefore(FIRST) || instant.isAfter(LAST))) {
            throw ProblemException.invalid(field, "must be between the years 1970 and 9999");
        }
        return instant;
    }
}
