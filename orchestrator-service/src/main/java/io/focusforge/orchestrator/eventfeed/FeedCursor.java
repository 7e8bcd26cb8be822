package io.focusforge.orchestrator.eventfeed;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.event.FeedPosition;
import java.nio.ByteBuffer;
import java.util.Base64;

/** A position in the order of events, which is given out with the query that it is of. */
public final class FeedCursor {
    private static final int LENGTH = Integer.BYTES + 2 * Long.BYTES;

    private FeedCursor() {}

    public static String encode(int query, FeedPosition position) {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putInt(query)
                .putLong(position.turn())
                .putLong(position.place());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @param name of what was sent, as the client knows it */
    public static FeedPosition decode(String name, String text, int query) {
        var bytes = bytes(name, text);
        if (bytes.length != LENGTH) {
            throw invalid(name);
        }
        var buffer = ByteBuffer.wrap(bytes);
        if (buffer.getInt() != query) {
            throw invalid(name);
        }
        return new FeedPosition(buffer.getLong(), buffer.getLong());
    }

    private static byte[] bytes(String name, String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid(name);
        }
    }

    private static ProblemException invalid(String name) {
        return new ProblemException(
                ErrorCode.INVALID_CURSOR,
                "%s: send what you were given last as it is, with the same query, or leave it out.".formatted(name));
    }
}
