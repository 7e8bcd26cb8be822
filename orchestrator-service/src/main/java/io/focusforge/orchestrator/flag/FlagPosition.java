package io.focusforge.orchestrator.flag;

import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Where a page of flags ended: at a key. */
final class FlagPosition {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_.-]{0,99}");

    private FlagPosition() {}

    /** @return what comes before every key for null, which means the first page */
    static String decode(String cursor) {
        if (cursor == null) {
            return "";
        }
        try {
            var key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (KEY.matcher(key).matches()) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    /** @param rows one more than the limit, if there are so many */
    static Page<FlagView> page(List<FlagStore.Kept> rows, int limit) {
        var items = rows.stream().limit(limit).map(FlagView::of).toList();
        return new Page<>(
                items, rows.size() <= limit ? null : encode(items.getLast().key()));
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.INVALID_CURSOR, "Use the nextCursor of the previous page as it is, or leave 'cursor' out.");
    }
}
