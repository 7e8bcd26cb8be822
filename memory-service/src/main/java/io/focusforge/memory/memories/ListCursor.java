package io.focusforge.memory.memories;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Where a page of a list ended. It knows its filter, so that it cannot go on with another list. */
record ListCursor(UUID after, int filter) {
    private static final int LENGTH = 20;

    static ListCursor of(UUID after, MemoryFilter filter) {
        return new ListCursor(after, fingerprint(filter));
    }

    String encode() {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putLong(after.getMostSignificantBits())
                .putLong(after.getLeastSignificantBits())
                .putInt(filter);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @return null for null, which means the first page */
    static UUID decode(String text, MemoryFilter filter) {
        if (text == null) {
            return null;
        }
        var bytes = ByteBuffer.wrap(bytes(text));
        if (bytes.capacity() != LENGTH || bytes.getInt(LENGTH - Integer.BYTES) != fingerprint(filter)) {
            throw invalid();
        }
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    // of the text, since an enum's hash differs between processes
    private static int fingerprint(MemoryFilter filter) {
        return filter.toString().hashCode();
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.INVALID_CURSOR,
                "Use the nextCursor of the previous page as it is, with the same filter, or leave 'cursor' out.");
    }
}
