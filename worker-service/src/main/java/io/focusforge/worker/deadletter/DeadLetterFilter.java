package io.focusforge.worker.deadletter;

import io.focusforge.common.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * Which dead letters are meant; null means any.
 *
 * @param errorCode of the last error
 * @param diedAfter included, so that spans of time can follow one another
 * @param diedBefore not included
 */
record DeadLetterFilter(String queue, String type, String errorCode, Instant diedAfter, Instant diedBefore) {
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    DeadLetterFilter {
        checkName("type", type);
        checkName("errorCode", errorCode);
        checkTime("diedAfter", diedAfter);
        checkTime("diedBefore", diedBefore);
        if (diedAfter != null && diedBefore != null && !diedAfter.isBefore(diedBefore)) {
            throw ProblemException.invalid("diedBefore", "must be later than diedAfter");
        }
    }

    /** A query parameter. */
    static Instant instant(String field, String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(field, "is not a valid instant, such as 2026-11-05T17:00:00Z");
        }
    }

    private static void checkName(String field, String name) {
        if (name != null && !NAME.matcher(name).matches()) {
            throw ProblemException.invalid(field, "takes 1 to 100 letters, digits, '.', '_' and '-'");
        }
    }

    private static void checkTime(String field, Instant time) {
        if (time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST))) {
            throw ProblemException.invalid(field, "must be between the years 1970 and 9999");
        }
    }
}
