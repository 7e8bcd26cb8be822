package io.focusforge.memory.messages;

import io.focusforge.memory.conversations.ConversationKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** An append that has no place yet. */
record Draft(ConversationKey conversation, UUID request, byte[] requestHash, List<Item> messages, Instant now) {
    /** A message with the id that it will have. */
    record Item(UUID id, NewMessage message, int tokens) {}

    Append at(int first) {
        var placed = IntStream.range(0, messages.size())
                .mapToObj(i -> message(messages.get(i), first + i))
                .toList();
        return new Append(conversation, request, requestHash, placed);
    }

    private Message message(Item item, int seq) {
        var said = item.message();
        return new Message(
                item.id(),
                seq,
                said.role(),
                said.content(),
                said.name(),
                said.toolCalls(),
                said.toolCallId(),
                said.parent(),
                said.pinned(),
                said.metadata(),
                item.tokens(),
                now);
    }
}
