package io.focusforge.memory.feed;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;

/** A position, as it is given out with the query that it is of. */
final class FeedCursor {
    private static final int LENGTH = Integer.BYTES + 3 * Long.BYTES;

    private FeedCursor() {}

    static String encode(int query, FeedPosition position) {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putInt(query)
                .putLong(position.turn())
                .putLong(position.place())
                .putLong(position.at().toEpochMilli());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static FeedPosition decode(String text, int query) {
        var buffer = ByteBuffer.wrap(bytes(text));
        if (buffer.remaining() != LENGTH || buffer.getInt() != query) {
            throw invalid();
        }
        return new FeedPosition(buffer.getLong(), buffer.getLong(), Instant.ofEpochMilli(buffer.getLong()));
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.INVALID_CURSOR,
                "Send the id that you were given last as it is, with the same query, or leave it out.");
    }
}
