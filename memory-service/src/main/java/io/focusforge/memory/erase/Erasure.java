package io.focusforge.memory.erase;

import io.focusforge.common.erasure.DataSubject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * An erasure, under way or done.
 *
 * @param user null when it is done
 * @param subject SHA-256 of tenant and user
 * @param step how many of the steps are done
 */
record Erasure(UUID tenant, UUID id, UUID user, byte[] subject, int step, Instant requestedAt, Instant finishedAt) {
    boolean isDone() {
        return finishedAt != null;
    }

    boolean isOf(DataSubject other) {
        return MessageDigest.isEqual(subject, digest(other));
    }

    static byte[] digest(DataSubject subject) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((subject.tenant() + "/" + subject.user()).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
