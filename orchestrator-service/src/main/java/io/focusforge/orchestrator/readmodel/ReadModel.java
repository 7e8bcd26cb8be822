package io.focusforge.orchestrator.readmodel;

import io.focusforge.orchestrator.event.StoredEvent;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What is read of the streams of one kind: rows that their events alone can make. */
public interface ReadModel<T> {
    /** What the types of such a stream's events begin with, such as {@code io.focusforge.task.}. */
    String types();

    /** @param before null at the beginning @return null when it is no more */
    T apply(UUID stream, T before, StoredEvent event);

    /** The rows of things are those of the first; all of them are named by their streams. */
    List<ReadTable> tables();

    /**
     * Writes the rows beside those that are read, part of the caller's transaction. Does not wait until they are written; what is sent over
     * the connection afterwards is done afterwards.
     */
    CompletableFuture<?> send(SqlConnection connection, UUID tenant, List<Owned<T>> things);
}
