package io.focusforge.memory.memories;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A memory as clients see it; {@code expiresAt} is left out for one that stays. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemoryView(
        UUID id,
        String text,
        MemoryType type,
        Map<String, Object> metadata,
        List<String> tags,
        double importance,
        UUID userId,
        Instant createdAt,
        Instant expiresAt) {
    public static MemoryView of(Memory memory) {
        var content = memory.content();
        return new MemoryView(
                memory.id(),
                content.text(),
                content.type(),
                content.metadata(),
                content.tags(),
                content.importance(),
                memory.owner().user(),
                memory.createdAt(),
                memory.expiresAt());
    }
}
