package io.focusforge.memory.models;

import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.vectors.ChunkKey;

/** A chunk that is to be embedded again, and on whose account. */
record Piece(Owner owner, ChunkKey key, String meaning) {}
