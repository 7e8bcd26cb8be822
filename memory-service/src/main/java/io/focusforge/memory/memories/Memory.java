package io.focusforge.memory.memories;

import java.time.Instant;
import java.util.UUID;

/**
 * A memory as it is kept.
 *
 * @param seq UUIDv7 of its creation: ids may be derived from an idempotency key, and then say nothing of the order
 * @param expiresAt null for one that stays
 * @param updatedAt when its last revision was made
 * @param change how its last revision came about
 */
public record Memory(
        UUID id,
        Owner owner,
        UUID seq,
        Content content,
        Instant createdAt,
        Instant expiresAt,
        int revision,
        Instant updatedAt,
        Access access,
        Lineage lineage,
        Change change) {
    /** One that nothing has happened to yet. */
    public Memory(UUID id, Owner owner, UUID seq, Content content, Instant createdAt, Instant expiresAt, int revision) {
        this(
                id,
                owner,
                seq,
                content,
                createdAt,
                expiresAt,
                revision,
                createdAt,
                Access.NEVER,
                Lineage.NONE,
                new Change(Action.CREATED, owner.user()));
    }

    public boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /** Whether lists and searches show it that ask for nothing else. */
    public boolean isCurrent(Instant now) {
        return lineage.state() == MemoryState.ACTIVE
                && !isExpired(now)
                && content.validity().includes(now);
    }
}
