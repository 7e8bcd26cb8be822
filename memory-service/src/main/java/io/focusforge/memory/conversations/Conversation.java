package io.focusforge.memory.conversations;

import io.focusforge.memory.memories.Owner;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A conversation as it is kept.
 *
 * @param order UUIDv7 of its creation: ids may be derived from an idempotency key, and then say nothing of the order
 * @param title null where it has none
 * @param lastSeq number of the newest message, 0 without any; after a crash it may be behind for a moment
 * @param summary null where nothing was summed up
 */
public record Conversation(
        UUID id,
        Owner owner,
        UUID order,
        String title,
        Map<String, Object> metadata,
        Instant createdAt,
        Instant updatedAt,
        int lastSeq,
        Summary summary) {
    public ConversationKey key() {
        return new ConversationKey(owner, id);
    }
}
