package io.focusforge.memory.consolidation;

import java.util.UUID;

/**
 * A consolidation, and how far it has come.
 *
 * @param user whose memories it is at; null before the first, and when it is done
 * @param seq the last memory that it has looked at; null before the first of this user
 */
record Run(UUID tenant, UUID id, UUID user, UUID seq, boolean isDone) {}
