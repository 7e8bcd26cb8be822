package io.focusforge.ai.embedding;

/** The meaning of a text: a vector of length 1, and the number of tokens that were read. The vector is shared: do not change it. */
record Embedding(float[] vector, int tokens) {
    private static final int OVERHEAD = 160;

    /** Each counts by its tokens. */
    static Embedding average(Embedding a, Embedding b) {
        var sum = new float[a.vector.length];
        var square = 0.0;
        for (var i = 0; i < sum.length; i++) {
            sum[i] = a.vector[i] * a.tokens + b.vector[i] * b.tokens;
            square += (double) sum[i] * sum[i];
        }
        var length = (float) Math.sqrt(square);
        for (var i = 0; i < sum.length && length > 0; i++) {
            sum[i] /= length;
        }
        return new Embedding(sum, a.tokens + b.tokens);
    }

    int weight() {
        return vector.length * Float.BYTES + OVERHEAD;
    }
}
