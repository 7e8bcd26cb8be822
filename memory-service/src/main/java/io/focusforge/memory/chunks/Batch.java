package io.focusforge.memory.chunks;

import io.focusforge.memory.documents.Chunk;
import io.focusforge.memory.documents.DocumentKey;
import java.util.List;
import java.util.Set;

/** Some chunks of a version of a document. */
record Batch(DocumentKey document, int version, List<Chunk> chunks) {
    Batch {
        chunks = List.copyOf(chunks);
    }

    Batch without(Set<Integer> ordinals) {
        return new Batch(
                document,
                version,
                chunks.stream()
                        .filter(chunk -> !ordinals.contains(chunk.ordinal()))
                        .toList());
    }

    static String meaning(Chunk chunk) {
        return Meanings.text(chunk.heading(), chunk.text());
    }
}
