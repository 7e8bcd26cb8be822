package io.focusforge.memory.memories;

import java.util.List;

/** What became of a request to remember. */
public sealed interface Remembered {
    /** The memory that says it now. */
    Memory memory();

    /** @param superseded memories whose place it took */
    record First(Memory memory, List<Memory> superseded) implements Remembered {}

    /** Another memory says the same, and took it up. */
    record Merged(Memory memory, Memory given) implements Remembered {}

    /** The same had been asked for before under the same idempotency key. */
    record Again(Memory memory, boolean merged) implements Remembered {}
}
