package io.focusforge.ai.cache;

import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The more words two texts share, the nearer they are. */
final class WordMeaning implements Meaning {
    private static final int DIMENSIONS = 64;

    @Override
    public Future<Optional<float[]>> of(UUID tenant, String text) {
        var vector = new float[DIMENSIONS];
        for (var word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            vector[Math.floorMod(word.hashCode(), DIMENSIONS)]++;
        }
        var square = 0.0;
        for (var value : vector) {
            square += value * value;
        }
        for (var i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return Future.succeededFuture(Optional.of(vector));
    }
}
