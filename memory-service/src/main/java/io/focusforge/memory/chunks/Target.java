package io.focusforge.memory.chunks;

import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.vectors.EmbeddingSets;
import java.util.Set;

/**
 * The version of a document to which chunks are added.
 *
 * @param kept the ordinals that are there
 */
record Target(Owner owner, boolean cancelled, Set<Integer> kept, EmbeddingSets.Sets sets) {}
