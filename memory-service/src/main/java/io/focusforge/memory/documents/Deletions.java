package io.focusforge.memory.documents;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Deletions of documents. A document is hidden with the request; what is left of it goes step by step, as the orchestrator's saga
 * {@code document-deletion} asks for it. Each step may be asked for again, also when nothing is left to do.
 */
@ApplicationScoped
class Deletions {
    private static final String JOB = "document.delete";
    /** Whose job it is: nobody's, so that it neither shows in a list nor is erased with a person. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final DeletionStore deletions;
    private final DocumentStore documents;
    private final Chunks chunks;
    private final Shelf shelf;
    private final TenantDatabase database;
    private final Outbox outbox;
    private final ObjectMapper json;

    Deletions(
            DeletionStore deletions,
            DocumentStore documents,
            Chunks chunks,
            Shelf shelf,
            TenantDatabase database,
            Outbox outbox,
            ObjectMapper json) {
        this.deletions = deletions;
        this.documents = documents;
        this.chunks = chunks;
        this.shelf = shelf;
        this.database = database;
        this.outbox = outbox;
        this.json = json;
    }

    /** Part of the caller's transaction, from whose end on the document is not found any more. */
    void begin(SqlConnection connection, Document document) {
        var deletion = Ids.next();
        documents.delete(connection, document);
        deletions.insert(connection, deletion, document);
        outbox.add(connection, List.of(outbox.job(job(document, deletion))));
    }

    /** To be called after the commit. */
    void committed() {
        outbox.committed();
    }

    /** @throws ProblemException {@code conflict} when there is another document under its key, or with its content, by now */
    void show(UUID tenant, UUID deletion) {
        database.inTransaction(tenant, connection -> {
            deletions.lock(connection, tenant, deletion).ifPresent(document -> {
                if (!documents.restore(connection, document)) {
                    throw new ProblemException(ErrorCode.CONFLICT, "There is another document in its place.");
                }
                deletions.forget(connection, tenant, deletion);
            });
            return deletion;
        });
        outbox.committed();
    }

    /** @throws ProblemException {@code unavailable} when the object store does not remove it now */
    void removeFile(UUID tenant, UUID deletion) {
        database.read(tenant, connection -> deletions.find(connection, tenant, deletion))
                .ifPresent(document -> shelf.empty(tenant, document.file().object()));
    }

    /** What is searched, and the document itself: there is no way back. @return whether there was anything left */
    boolean removeRest(UUID tenant, UUID deletion) {
        var gone = database.inTransaction(tenant, connection -> {
            var found = deletions.lock(connection, tenant, deletion);
            found.ifPresent(document -> {
                chunks.remove(connection, document.key());
                shelf.drop(connection, document);
                deletions.forget(connection, tenant, deletion);
            });
            return found;
        });
        gone.ifPresent(document -> shelf.remove(tenant, document.file().object()));
        return gone.isPresent();
    }

    private JobRequest job(Document document, UUID deletion) {
        var payload = json.createObjectNode()
                .put("deletionId", deletion.toString())
                .put("documentId", document.key().id().toString());
        var trace = TraceContext.current().traceparent();
        return new JobRequest(deletion, document.key().tenant(), NOBODY, null, JOB, payload, null, null, trace);
    }
}
