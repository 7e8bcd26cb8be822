package io.focusforge.memory.memories;

import java.time.Instant;
import java.util.UUID;

/** A document of the store: a memory, or what is left of a deleted one. */
sealed interface Stored {
    UUID id();

    Owner owner();

    int revision();

    /** SHA-256 of the request that made it under an idempotency key; null without one. */
    byte[] requestHash();

    record Kept(Memory memory, byte[] requestHash) implements Stored {
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

    record Tombstone(
            UUID id, Owner owner, UUID seq, Instant createdAt, Instant expiresAt, int revision, byte[] requestHash)
            implements Stored {}
}
