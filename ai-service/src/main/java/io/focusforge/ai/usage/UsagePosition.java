package io.focusforge.ai.usage;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The values that a sum is grouped by, in one text, whose order is that of the list. */
record UsagePosition(String text) {
    static final String SEPARATOR = "\u001f";
    static final UsagePosition START = new UsagePosition("");

    List<String> values() {
        return List.of(text.split(SEPARATOR, -1));
    }

    String encode() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static UsagePosition decode(String cursor) {
        if (cursor == null) {
            return START;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.indexOf(0) < 0) {
                return new UsagePosition(text);
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.INVALID_CURSOR, "Use the nextCursor of the previous page as it is, or leave 'cursor' out.");
    }
}
