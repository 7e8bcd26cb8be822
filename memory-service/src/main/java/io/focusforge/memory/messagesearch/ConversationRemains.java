package io.focusforge.memory.messagesearch;

import io.focusforge.common.erasure.Erased;
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
    public Erased remove(ConversationKey conversation, int atMost) {
        var appends = messages.remove(conversation, atMost);
        var rows = index.remove(conversation, atMost);
        return new Erased(appends, appends >= atMost || rows >= atMost);
    }
}
