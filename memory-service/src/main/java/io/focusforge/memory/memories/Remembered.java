package io.focusforge.memory.memories;

/** What became of a request to remember: it was the first, or it had been made before under the same idempotency key. */
sealed interface Remembered {
    Memory memory();

    record First(Memory memory) implements Remembered {}

    record Again(Memory memory) implements Remembered {}
}
