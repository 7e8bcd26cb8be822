package io.focusforge.memory.documents;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.id.Ids;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.memory.feed.ChangeLog;
import io.focusforge.memory.relay.Publications;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells what becomes of documents, in the transaction that makes it so: on the event streams, and to the worker for webhooks. What a document
 * says, or is called, is not told, so that it need not be erased where it was told.
 */
@ApplicationScoped
class DocumentNews {
    private static final String SOURCE = "/memory-service";
    private static final String DELETED = "deleted";
    /** The others are steps of a way whose end is told; all are on the stream of the document itself. */
    private static final Set<DocumentState> TOLD =
            Set.of(DocumentState.QUEUED, DocumentState.READY, DocumentState.FAILED, DocumentState.CANCELLED);

    private final Outbox outbox;
    private final Publications publications;
    private final ChangeLog changes;
    private final ObjectMapper json;
    private final Clock clock;

    DocumentNews(Outbox outbox, Publications publications, ChangeLog changes, ObjectMapper json, Clock clock) {
        this.outbox = outbox;
        this.publications = publications;
        this.changes = changes;
        this.json = json;
        this.clock = clock;
    }

    /** The state, if it is the last change that made it. */
    void changed(SqlConnection connection, Document document) {
        var ingestion = document.ingestion();
        var isNew = ingestion.stages().getLast().step() == ingestion.step();
        if (isNew && TOLD.contains(ingestion.state())) {
            tell(connection, document, ingestion.state().name().toLowerCase(Locale.ROOT));
        }
    }

    void deleted(SqlConnection connection, Document document) {
        tell(connection, document, DELETED);
    }

    /** It could not be deleted, and is found again. */
    void restored(SqlConnection connection, Document document) {
        tell(connection, document, "restored");
    }

    private void tell(SqlConnection connection, Document document, String what) {
        var data = json.createObjectNode()
                .put("documentId", document.key().id().toString())
                .put("userId", document.user().toString())
                .put("version", document.ingestion().version())
                .put("step", document.ingestion().step() + (what.equals(DELETED) ? 1 : 0));
        var event = CloudEvent.of(
                Ids.next(),
                SOURCE,
                "document." + what + ".v1",
                document.key().id().toString(),
                clock.instant(),
                document.key().tenant(),
                TraceContext.current().traceparent(),
                data);
        var publication = publications.of(event.tenantid(), List.of(event));
        outbox.add(connection, List.of(outbox.event(event), outbox.job(publication)));
        changes.add(connection, List.of(event));
    }
}
