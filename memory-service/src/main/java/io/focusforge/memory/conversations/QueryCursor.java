package io.focusforge.memory.conversations;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/** A place in the answer to one query. It names the query by a hash, so that another query refuses it. */
public record QueryCursor(UUID place) {
    private static final int QUERY_BYTES = 8;
    private static final int LENGTH = QUERY_BYTES + 2 * Long.BYTES;

    public String encode(String query) {
        var bytes = ByteBuffer.allocate(LENGTH)
                .put(hash(query))
                .putLong(place.getMostSignificantBits())
                .putLong(place.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws ProblemException {@code invalid_cursor} */
    public static QueryCursor decode(String query, String text) {
        var bytes = bytes(text);
        var hash = new byte[QUERY_BYTES];
        bytes.get(hash);
        if (!MessageDigest.isEqual(hash, hash(query))) {
            throw invalid();
        }
        return new QueryCursor(new UUID(bytes.getLong(), bytes.getLong()));
    }

    private static ByteBuffer bytes(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == LENGTH) {
                return ByteBuffer.wrap(bytes);
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static byte[] hash(String query) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
            return java.util.Arrays.copyOf(digest, QUERY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.INVALID_CURSOR,
                "Use the cursor of a page of the same query as it is, or leave 'cursor' out.");
    }
}
