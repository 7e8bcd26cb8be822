package io.focusforge.memory.messages;

/** What became of a request to append: it was the first, or it had been made before under the same idempotency key. */
sealed interface Appended {
    Append append();

    record First(Append append) implements Appended {}

    record Again(Append append) implements Appended {}
}
