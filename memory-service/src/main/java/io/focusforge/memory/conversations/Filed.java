package io.focusforge.memory.conversations;

/**
 * A document of the store.
 *
 * @param requestHash SHA-256 of the request that made it under an idempotency key; null without one
 * @param deleted whether only a tombstone is left, which has neither title nor metadata
 */
record Filed(Conversation conversation, byte[] requestHash, boolean deleted) {}
