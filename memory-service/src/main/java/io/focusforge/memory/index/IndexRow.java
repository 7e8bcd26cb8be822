package io.focusforge.memory.index;

import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.memories.Memory;
import java.util.Optional;

/** A memory with its meaning, or without when no model takes its text. */
record IndexRow(Memory memory, Optional<Embedding> embedding) {}
