package io.focusforge.orchestrator.conversation;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * How much of an answer somebody has got. It is the id of events, and means the same at every replica, whoever tells the answer and in whatever pieces.
 *
 * @param text UTF-16 units
 * @param cited citations
 * @param isEnd whether nothing is missing
 */
record Position(int text, int cited, boolean isEnd) {
    static final Position BEGINNING = new Position(0, 0, false);
    private static final Pattern FORMAT = Pattern.compile("(\\d{1,7})-(\\d{1,4})(-end)?");

    /** @param id as it was sent; null or empty for the beginning */
    static Position of(String id) {
        if (id == null || id.isEmpty()) {
            return BEGINNING;
        }
        var parts = FORMAT.matcher(id);
        if (!parts.matches()) {
            throw new ProblemException(
                    ErrorCode.INVALID_CURSOR,
                    "Send the id of the last event as it is in Last-Event-ID, or leave the header out.");
        }
        return new Position(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), parts.group(3) != null);
    }

    Position andText(int more) {
        return new Position(text + more, cited, false);
    }

    Position andCitation() {
        return new Position(text, cited + 1, false);
    }

    Position andEnd() {
        return new Position(text, cited, true);
    }

    /** Whether what begins here was seen by somebody who has come to another place. */
    boolean isBefore(Position other) {
        return text < other.text || text == other.text && cited < other.cited;
    }

    String id() {
        return text + "-" + cited + (isEnd ? "-end" : "");
    }
}
