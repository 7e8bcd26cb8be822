package io.focusforge.worker.watch;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * How much of a job somebody has seen; the id of an event is the position behind it. It means the same on every replica.
 *
 * @param lines the number of the last line
 * @param reports the number of the last report of progress
 * @param state the last one, empty before the first
 * @param attempt the last one of which anything was seen
 */
record Position(long lines, long reports, String state, int attempt) {
    static final Position START = new Position(0, 0, "", 0);
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})\\.([a-z]{0,20})\\.(\\d{1,9})");

    /** @param id of the last event; null and the empty one stand for the start */
    static Position of(String id) {
        if (id == null || id.isEmpty()) {
            return START;
        }
        var parts = FORM.matcher(id);
        if (!parts.matches()) {
            throw new ProblemException(
                    ErrorCode.INVALID_CURSOR,
                    "Send the id of the last event as it is in Last-Event-ID, or leave the header out.");
        }
        return new Position(
                Long.parseLong(parts.group(1)),
                Long.parseLong(parts.group(2)),
                parts.group(3),
                Integer.parseInt(parts.group(4)));
    }

    String id() {
        return lines + "." + reports + "." + state + "." + attempt;
    }

    Position afterLine(long number) {
        return new Position(Math.max(lines, number), reports, state, attempt);
    }

    Position afterReport(long number) {
        return new Position(lines, number, state, attempt);
    }

    Position in(String newState, int newAttempt) {
        return new Position(lines, reports, newState, newAttempt);
    }
}
