package io.focusforge.orchestrator.library;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Where a page of chains, or of a chain's versions, ended. */
final class Position {
    private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,64}");

    private Position() {}

    static String encode(String word) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(word.getBytes(StandardCharsets.UTF_8));
    }

    /** @return what comes before every word for null, which means the first page */
    static String decode(String cursor) {
        if (cursor == null) {
            return "";
        }
        try {
            var word = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (WORD.matcher(word).matches()) {
                return word;
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    static int number(String cursor) {
        try {
            return Integer.parseInt(decode(cursor));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.INVALID_CURSOR, "Use the nextCursor of the previous page as it is, or leave 'cursor' out.");
    }
}
