package io.focusforge.memory.sources;

import java.util.UUID;

/** Names a source. */
record SourceKey(UUID tenant, UUID id) {}
