package io.focusforge.memory.feed;

import java.time.Instant;

/**
 * A position in the order of changes.
 *
 * @param at when nothing that comes behind it had been removed
 */
record FeedPosition(long turn, long place, Instant at) {}
