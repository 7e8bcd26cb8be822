package io.focusforge.memory.messagesearch;

import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.conversations.Remains;
import io.focusforge.memory.messages.MessageStore;
import jakarta.enterprise.context.ApplicationScoped;

/** The messages of a conversation, and what the index has of them. */
@ApplicationScoped
class ConversationRemains implements Remains {
    private final MessageStore messages;
    private final MessageIndex index;

    ConversationRemains(MessageStore messages, MessageIndex index) {
        this.messages = messages;
        this.index = index;
    }

    @Override
    public void remove(ConversationKey conversation) {
        messages.remove(conversation);
        index.remove(conversation);
    }
}
