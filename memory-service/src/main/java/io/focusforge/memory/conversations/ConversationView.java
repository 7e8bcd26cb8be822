package io.focusforge.memory.conversations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A conversation as clients see it; {@code lastSeq} is the number of its messages. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationView(
        UUID id,
        String title,
        Map<String, Object> metadata,
        int lastSeq,
        Summary summary,
        Instant createdAt,
        Instant updatedAt) {
    static ConversationView of(Conversation conversation) {
        return new ConversationView(
                conversation.id(),
                conversation.title(),
                conversation.metadata(),
                conversation.lastSeq(),
                conversation.summary(),
                conversation.createdAt(),
                conversation.updatedAt());
    }
}
