package io.focusforge.memory.chunks;

import io.focusforge.memory.vectors.ChunkKey;
import java.util.Comparator;
import java.util.List;

/**
 * One score from meaning and words, 0 to 1: a convex combination (Bruch, Gai and Ingber, 2023), as for memories. A cosine below zero says as
 * little as none.
 */
record Fusion(double meaning, double words) {
    Fusion {
        if (meaning + words <= 0) {
            throw new IllegalArgumentException("meaning and words cannot both have no weight");
        }
    }

    /** How well a candidate answers, and why. */
    record Ranked(ChunkKey key, double score, Hit.Explanation explanation) {}

    /** Best first. */
    List<Ranked> rank(Found found, boolean degraded) {
        return found.keys()
                .map(key -> ranked(key, found, degraded))
                .sorted(Comparator.comparingDouble(Ranked::score).reversed())
                .toList();
    }

    private Ranked ranked(ChunkKey key, Found found, boolean degraded) {
        var similarity = found.similarities().get(key);
        var bm25 = found.words().getOrDefault(key, 0.0);
        var share = degraded ? 0 : meaning / (meaning + words);
        var meant = similarity == null ? 0 : share * Math.clamp(similarity, 0, 1);
        var said = (1 - share) * bm25;
        return new Ranked(key, meant + said, new Hit.Explanation(similarity, bm25, meant, said));
    }
}
