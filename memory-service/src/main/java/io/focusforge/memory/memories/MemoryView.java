package io.focusforge.memory.memories;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A memory as clients see it; what it does not have is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemoryView(
        UUID id,
        String text,
        MemoryType type,
        Map<String, Object> metadata,
        List<String> tags,
        double importance,
        String namespace,
        Subject subject,
        String session,
        UUID userId,
        Instant createdAt,
        Instant updatedAt,
        Instant expiresAt,
        Instant validFrom,
        Instant validTo,
        Instant accessedAt,
        int accessCount,
        int revision,
        MemoryState state,
        UUID supersededBy,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> supersedes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> evidence) {
    public static MemoryView of(Memory memory) {
        var content = memory.content();
        var place = content.place();
        var lineage = memory.lineage();
        return new MemoryView(
                memory.id(),
                content.text(),
                content.type(),
                content.metadata(),
                content.tags(),
                content.importance(),
                place.namespace(),
                place.subject().isNone() ? null : place.subject(),
                place.session(),
                memory.owner().user(),
                memory.createdAt(),
                memory.updatedAt(),
                memory.expiresAt(),
                content.validity().from(),
                content.validity().to(),
                memory.access().at(),
                memory.access().count(),
                memory.revision(),
                lineage.state(),
                lineage.supersededBy(),
                lineage.supersedes(),
                lineage.evidence());
    }
}
