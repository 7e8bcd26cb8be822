package io.focusforge.memory.vectors;

import java.util.UUID;

/** Which chunk of which version of which document, within a tenant. */
public record ChunkKey(UUID document, int version, int ordinal) {}
