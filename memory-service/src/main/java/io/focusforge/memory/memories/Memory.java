package io.focusforge.memory.memories;

import java.time.Instant;
import java.util.UUID;

/**
 * A memory as it is kept.
 *
 * @param seq UUIDv7 of its creation: ids may be derived from an idempotency key, and then say nothing of the order
 * @param expiresAt null for one that stays
 */
public record Memory(
        UUID id, Owner owner, UUID seq, Content content, Instant createdAt, Instant expiresAt, int revision) {
    public boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }
}
