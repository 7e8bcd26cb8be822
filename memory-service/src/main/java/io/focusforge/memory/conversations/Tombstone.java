package io.focusforge.memory.conversations;

import java.time.Instant;

/** What is left of a deleted conversation. */
record Tombstone(ConversationKey key, Instant deletedAt) {}
