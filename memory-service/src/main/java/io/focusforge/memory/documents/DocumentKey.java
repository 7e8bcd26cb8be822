package io.focusforge.memory.documents;

import java.util.UUID;

/** Which document. */
public record DocumentKey(UUID tenant, UUID id) {}
