package io.focusforge.memory.bulk;

import io.focusforge.memory.memories.Lineage;
import io.focusforge.memory.memories.MemoryState;
import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.memories.NewMemory;
import io.focusforge.memory.memories.Subject;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A line of an import: the fields of a new memory, and those of an exported one, of which it keeps what says when it was made and what it has
 * to do with others. Whose it was, how often it was of use and what revision it had does not matter: it is the caller's now.
 */
@RegisterForReflection
record ImportLine(
        UUID id,
        String text,
        MemoryType type,
        Map<String, Object> metadata,
        List<String> tags,
        Double importance,
        String namespace,
        Subject subject,
        String session,
        Instant createdAt,
        Instant expiresAt,
        Instant validFrom,
        Instant validTo,
        MemoryState state,
        UUID supersededBy,
        List<UUID> supersedes,
        List<UUID> evidence,
        UUID userId,
        Instant updatedAt,
        Instant accessedAt,
        Integer accessCount,
        Integer revision,
        String cursor,
        Long count) {
    /** Whether it is the last line of an export, which is no memory. */
    boolean isEnd() {
        return count != null && text == null && id == null;
    }

    NewMemory memory() {
        return new NewMemory(
                text, type, metadata, tags, importance, expiresAt, namespace, subject, session, validFrom, validTo);
    }

    Lineage lineage() {
        return new Lineage(
                state == null ? MemoryState.ACTIVE : state,
                supersededBy,
                supersedes == null ? List.of() : supersedes,
                evidence == null ? List.of() : evidence);
    }
}
