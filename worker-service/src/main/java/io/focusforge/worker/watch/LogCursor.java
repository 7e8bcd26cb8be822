package io.focusforge.worker.watch;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Base64;

/** Where a page of a log ended: the number of its last line. */
record LogCursor(long after) {
    static final LogCursor START = new LogCursor(0);

    LogCursor {
        if (after < 0) {
            throw new IllegalArgumentException("lines are counted from 1");
        }
    }

    String encode() {
        var bytes = ByteBuffer.allocate(Long.BYTES).putLong(after);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Null means the first page. */
    static LogCursor decode(String text) {
        if (text == null) {
            return START;
        }
        try {
            return read(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ErrorCode.INVALID_CURSOR,
                    "Use the nextCursor of the previous page as it is, or leave 'cursor' out.");
        }
    }

    private static LogCursor read(ByteBuffer bytes) {
        if (bytes.remaining() != Long.BYTES) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new LogCursor(bytes.getLong());
    }
}
