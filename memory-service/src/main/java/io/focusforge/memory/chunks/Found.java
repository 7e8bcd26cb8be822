package io.focusforge.memory.chunks;

import io.focusforge.memory.vectors.ChunkKey;
import java.util.Map;
import java.util.stream.Stream;

/** Candidates with what they were found by; a chunk without an embedding has no similarity, one without any of the words no score. */
record Found(Map<ChunkKey, Double> similarities, Map<ChunkKey, Double> words) {
    Stream<ChunkKey> keys() {
        return Stream.concat(similarities.keySet().stream(), words.keySet().stream())
                .distinct();
    }
}
