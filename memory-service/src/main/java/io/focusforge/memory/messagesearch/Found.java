package io.focusforge.memory.messagesearch;

import io.focusforge.memory.messages.Message;
import java.util.List;
import java.util.UUID;

/** What was found, best first; a score says how well in comparison with the others only. */
public record Found(List<Hit> items) {
    /** A message and where it was said. */
    public record Hit(UUID conversationId, Message message, double score) {}
}
