package io.focusforge.memory.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/** Embeddings for tests: each word has a fixed random direction, a text the sum of those of its words, of length 1. */
public final class WordVectors {
    private static final int DIMENSIONS = 384;

    private WordVectors() {}

    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    public static byte[] bytes(String text) {
        var vector = new double[DIMENSIONS];
        for (var word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            var random = new Random(word.hashCode());
            for (var i = 0; i < DIMENSIONS; i++) {
                vector[i] += random.nextGaussian();
            }
        }
        var length = 0.0;
        for (var value : vector) {
            length += value * value;
        }
        var bytes = ByteBuffer.allocate(DIMENSIONS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var value : vector) {
            bytes.putFloat((float) (value / Math.sqrt(length)));
        }
        return bytes.array();
    }
}
