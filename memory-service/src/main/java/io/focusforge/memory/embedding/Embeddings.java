package io.focusforge.memory.embedding;

import java.util.List;

/** What became of a request for embeddings. */
public sealed interface Embeddings {
    /** In the order of the texts. */
    record Found(List<Embedding> embeddings) implements Embeddings {}

    /** The model does not take these texts, and will not when asked again. */
    record Refused(String reason) implements Embeddings {}

    /** Not for this owner now, because of its limits or rights; others may be answered. */
    record Postponed(String reason) implements Embeddings {}

    /** Nobody answered in time, or not as agreed; later it may be better. */
    record Unavailable(String reason) implements Embeddings {}
}
