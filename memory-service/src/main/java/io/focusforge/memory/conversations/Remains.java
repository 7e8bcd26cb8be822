package io.focusforge.memory.conversations;

import io.focusforge.common.erasure.Erased;

/** What else is kept of a conversation, and goes with it. */
public interface Remains {
    /** Removes some of it. Harmless when it is done again, and when it is interrupted at any point. */
    Erased remove(ConversationKey conversation, int atMost);
}
