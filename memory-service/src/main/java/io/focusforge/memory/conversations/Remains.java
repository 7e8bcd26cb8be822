package io.focusforge.memory.conversations;

/** What else is kept of a conversation, and goes with it. Doing it twice does it once. */
public interface Remains {
    void remove(ConversationKey conversation);
}
