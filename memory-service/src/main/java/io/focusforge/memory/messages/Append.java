package io.focusforge.memory.messages;

import io.focusforge.memory.conversations.ConversationKey;
import java.util.List;
import java.util.UUID;

/**
 * Messages that were appended together.
 *
 * @param request names the request that made it, once in a tenant
 * @param requestHash SHA-256 of what was asked under an idempotency key; null without one
 * @param messages at least one, numbered one after the other
 */
public record Append(ConversationKey conversation, UUID request, byte[] requestHash, List<Message> messages) {
    public Append {
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("an append has a message");
        }
        messages = List.copyOf(messages);
    }

    public int first() {
        return messages.getFirst().seq();
    }

    public int last() {
        return messages.getLast().seq();
    }

    public String key() {
        return key(conversation, first());
    }

    public static String key(ConversationKey conversation, int first) {
        return AppendDocument.key(conversation, first);
    }
}
