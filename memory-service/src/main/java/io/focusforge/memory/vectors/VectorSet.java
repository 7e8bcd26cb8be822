package io.focusforge.memory.vectors;

import java.util.Locale;

/** One of two sets of vectors, so that a new model can fill the one while the other is searched. */
public enum VectorSet {
    A,
    B;

    public VectorSet other() {
        return this == A ? B : A;
    }

    String table() {
        return "chunk_vectors_" + name().toLowerCase(Locale.ROOT);
    }
}
