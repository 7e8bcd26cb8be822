package io.focusforge.ai.embedding;

/** The meaning of a text: a vector of length 1, and the number of tokens that were read. The vector is shared: do not change it. */
record Embedding(float[] vector, int tokens) {
    private static final int OVERHEAD = 160;

    int weight() {
        return vector.length * Float.BYTES + OVERHEAD;
    }
}
