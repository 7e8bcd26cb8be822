package io.focusforge.memory.vectors;

import io.focusforge.memory.embedding.Embedding;

/** What a chunk means. */
public record ChunkVector(ChunkKey key, Embedding embedding) {}
