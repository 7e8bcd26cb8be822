package io.focusforge.common.page;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Where a page ended: the id of its last item. Ids are UUIDv7, so the order of ids is the order of creation. */
public record Cursor(UUID after) {
    private static final int LENGTH = 16;

    public String encode() {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putLong(after.getMostSignificantBits())
                .putLong(after.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @return null for null, which means the first page */
    public static Cursor decode(String text) {
        if (text == null) {
            return null;
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == LENGTH) {
                var buffer = ByteBuffer.wrap(bytes);
                return new Cursor(new UUID(buffer.getLong(), buffer.getLong()));
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
