package io.focusforge.memory.conversations;

/** What became of a request to begin a conversation: it was the first, or one was begun before under the same idempotency key. */
sealed interface Begun {
    Conversation conversation();

    record First(Conversation conversation) implements Begun {}

    record Again(Conversation conversation) implements Begun {}
}
