package io.focusforge.memory.memories;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

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

    Memory with(Content newContent, Instant newExpiry) {
        return new Memory(
                id, owner, seq, newContent, createdAt, newExpiry, revision, updatedAt, access, lineage, change);
    }

    Memory with(Lineage newLineage) {
        return new Memory(
                id, owner, seq, content, createdAt, expiresAt, revision, updatedAt, access, newLineage, change);
    }

    /** With what another one, which says the same, has beside its text; it stays as long as the longer of the two. */
    Memory absorb(Memory other) {
        var longer = expiresAt == null || other.expiresAt == null
                ? null
                : Collections.max(List.of(expiresAt, other.expiresAt));
        var more = Stream.concat(Stream.of(other.id), other.lineage.evidence().stream());
        return with(content.absorb(other.content), longer).with(lineage.backedBy(more.toList()));
    }

    /** What it was when it was made with this content. */
    Memory firstAs(Content given) {
        return new Memory(id, owner, seq, given, createdAt, expiresAt, 1);
    }

    Memory revised(int newRevision, Instant at, Change how) {
        return new Memory(id, owner, seq, content, createdAt, expiresAt, newRevision, at, access, lineage, how);
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
