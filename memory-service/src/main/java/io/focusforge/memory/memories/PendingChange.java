package io.focusforge.memory.memories;

import java.util.UUID;

/** A revision of a memory that the search index has not seen. */
public sealed interface PendingChange {
    UUID id();

    Owner owner();

    int revision();

    /** The memory is new or was changed. */
    record Remember(Memory memory) implements PendingChange {
        @Override
        public UUID id() {
            return memory.id();
        }

        @Override
        public Owner owner() {
            return memory.owner();
        }

        @Override
        public int revision() {
            return memory.revision();
        }
    }

    /** The memory was deleted or has expired. */
    record Forget(UUID id, Owner owner, int revision) implements PendingChange {}
}
