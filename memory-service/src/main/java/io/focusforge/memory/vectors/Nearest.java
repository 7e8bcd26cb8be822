package io.focusforge.memory.vectors;

import io.focusforge.memory.embedding.Embedding;

/**
 * What to look for.
 *
 * @param limit how many
 * @param exactly whether to compare all that the view shows, and not only those to which the index leads
 */
public record Nearest(View view, VectorSet set, Embedding embedding, int limit, boolean exactly) {}
