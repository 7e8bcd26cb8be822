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

    /** What is embedded of a chunk: a short one is also found by what it is about. */
    static String meaning(Chunk chunk) {
        return meaning(chunk.heading(), chunk.text());
    }

    static String meaning(String heading, String text) {
        return heading.isBlank() ? text : heading + "\n" + text;
    }
}
