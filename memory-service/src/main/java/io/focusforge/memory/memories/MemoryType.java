package io.focusforge.memory.memories;

/** What kind of memory it is; only short-term ones must end. */
public enum MemoryType {
    SHORT_TERM,
    LONG_TERM,
    EPISODIC,
    PROCEDURAL
}
