package io.focusforge.worker.deadletter;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** Where a page ended: the newest death comes first, and ids tell apart those of one instant. */
record DeadLetterCursor(Instant diedAt, UUID id) {
    private static final int LENGTH = 24;

    static DeadLetterCursor of(DeadLetter letter) {
        return new DeadLetterCursor(letter.diedAt(), letter.job().key().id());
    }

    /** @return null for null, which means the first page */
    static DeadLetterCursor decode(String text) {
        if (text == null) {
            return null;
        }
        try {
            return read(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ErrorCode.INVALID_CURSOR,
                    "Use the nextCursor of the previous page as it is, or leave 'cursor' out.");
        }
    }

    String encode() {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, diedAt))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static DeadLetterCursor read(ByteBuffer bytes) {
        if (bytes.remaining() != LENGTH) {
            throw new IllegalArgumentException("not a cursor");
        }
        var diedAt = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
        if (diedAt.isBefore(Instant.EPOCH) || diedAt.isAfter(DeadLetterFilter.LATEST)) {
            throw new IllegalArgumentException("not a time");
        }
        return new DeadLetterCursor(diedAt, new UUID(bytes.getLong(), bytes.getLong()));
    }
}
