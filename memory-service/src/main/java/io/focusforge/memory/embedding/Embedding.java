package io.focusforge.memory.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The meaning of a text: 384 little-endian floats of length 1, kept in the bytes that ai-service sends and Postgres stores. */
public record Embedding(byte[] bytes) {
    public static final int DIMENSIONS = 384;
    private static final int SIZE = DIMENSIONS * Float.BYTES;

    public Embedding {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("an embedding has %d bytes, not %d".formatted(SIZE, bytes.length));
        }
    }

    /** Cosine similarity, -1 to 1. */
    public double similarity(Embedding other) {
        var mine = floats();
        var theirs = other.floats();
        var sum = 0f;
        for (var i = 0; i < DIMENSIONS; i++) {
            sum += mine[i] * theirs[i];
        }
        return sum;
    }

    /** The signs as a string of bits. The share of bits in which two differ grows with the angle between them. */
    public String signature() {
        var floats = floats();
        var bits = new StringBuilder(DIMENSIONS);
        for (var i = 0; i < DIMENSIONS; i++) {
            bits.append(floats[i] > 0 ? '1' : '0');
        }
        return bits.toString();
    }

    /** As pgvector reads it. */
    public String literal() {
        return Arrays.toString(floats());
    }

    private float[] floats() {
        var floats = new float[DIMENSIONS];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }
}
