package io.focusforge.orchestrator.history;

import io.focusforge.common.page.Cursor;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.util.UUID;

/** A position in a history is a version; it travels with what it is of, in the shape of all cursors. */
final class HistoryCursor {
    private HistoryCursor() {}

    static Cursor after(UUID stream, int version) {
        return new Cursor(new UUID(mark(stream), version));
    }

    /** @return 0 for the beginning */
    static int version(UUID stream, String cursor) {
        var decoded = Cursor.decode(cursor);
        if (decoded == null) {
            return 0;
        }
        var version = decoded.after().getLeastSignificantBits();
        if (decoded.after().getMostSignificantBits() != mark(stream) || version < 0 || version > Integer.MAX_VALUE) {
            throw new ProblemException(
                    ErrorCode.INVALID_CURSOR,
                    "Use the nextCursor of the previous page of this very history, or leave 'cursor' out.");
        }
        return (int) version;
    }

    private static long mark(UUID stream) {
        return stream.getMostSignificantBits() ^ stream.getLeastSignificantBits();
    }
}
