package io.focusforge.memory.memories;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a memory that says what another one says, or the contrary. */
public enum OnDuplicate {
    /** The same is merged into the memory that is there, the contrary takes its place. */
    @JsonProperty("merge")
    MERGE,
    /** Both stay as they are. */
    @JsonProperty("keep")
    KEEP;

    /** What happens twice has happened twice; everything else is merged. */
    static OnDuplicate of(MemoryType type) {
        return switch (type) {
            case EPISODIC -> KEEP;
            case SHORT_TERM, LONG_TERM, PROCEDURAL -> MERGE;
        };
    }
}
