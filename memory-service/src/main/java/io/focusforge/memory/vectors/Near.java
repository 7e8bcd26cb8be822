package io.focusforge.memory.vectors;

/** A chunk and the cosine of its embedding and the query's, -1 to 1. */
public record Near(ChunkKey key, double similarity) {}
