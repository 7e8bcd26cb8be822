package io.focusforge.memory.documents;

import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/**
 * What is found of documents. While a version is being ingested its chunks are stored beside those of the one that is ready, and not found; they
 * are found from when they are published on.
 */
public interface Chunks {
    /** How many chunks of this version are stored, counted from the first up to one that is missing. */
    int stored(DocumentKey document, int version);

    /**
     * Embeds and stores them. What is stored already stays as it is, and is not embedded again. Nothing is stored of a document that has gone
     * meanwhile.
     *
     * @throws io.focusforge.common.problem.ProblemException when it cannot be done now, but perhaps later
     */
    void store(Document document, List<Chunk> chunks);

    /** Part of the caller's transaction, in which {@code documents.ready_version} becomes this one. Those of other versions go, then or later. */
    void publish(SqlConnection connection, DocumentKey document, int version);

    /** Part of the caller's transaction, in which the document goes. */
    void remove(SqlConnection connection, DocumentKey document);
}
