package io.focusforge.orchestrator.task;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page of tasks ended.
 *
 * @param query of which query it is; that of another one is refused
 * @param due null in lists that are not ordered by it
 */
public record QueryCursor(int query, Instant due, UUID after) {
    private static final int LENGTH = 28;
    /** Of the year 9999; the database keeps microseconds, and so must a position among its times. */
    private static final long LAST_MICROSECOND = 253_402_300_799_999_999L;

    public String encode() {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putInt(query)
                .putLong(due == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, due))
                .putLong(after.getMostSignificantBits())
                .putLong(after.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @return null for null, which means the first page */
    public static QueryCursor decode(String text, int query) {
        if (text == null) {
            return null;
        }
        var cursor = decode(text);
        if (cursor.query != query) {
            throw invalid();
        }
        return cursor;
    }

    private static QueryCursor decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        if (bytes.length != LENGTH) {
            throw invalid();
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new QueryCursor(
                buffer.getInt(),
                Instant.EPOCH.plus(Math.clamp(buffer.getLong(), 0, LAST_MICROSECOND), ChronoUnit.MICROS),
                new UUID(buffer.getLong(), buffer.getLong()));
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.INVALID_CURSOR,
                "Use the nextCursor of the previous page as it is, with the same query, or leave 'cursor' out.");
    }
}
