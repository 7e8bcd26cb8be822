package io.focusforge.memory.memories;

/** Whether a memory still speaks for itself. Lists and searches show active ones unless they are asked for others. */
public enum MemoryState {
    ACTIVE,
    /** Another memory says what is true now. */
    SUPERSEDED,
    /** Another memory says the same; this one is the evidence for it. */
    MERGED
}
