package io.focusforge.memory.documents;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.trace.TraceContext;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks the worker to ingest documents, in the transaction that queues them. */
@ApplicationScoped
class IngestJobs {
    private static final String QUEUE = "files";
    private static final String TYPE = "document.ingest";

    private final Outbox outbox;
    private final ObjectMapper json;

    IngestJobs(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    void ask(SqlConnection connection, Document document) {
        var payload = json.createObjectNode()
                .put("documentId", document.key().id().toString())
                .put("version", document.ingestion().version());
        var job = new JobRequest(
                document.ingestion().job(),
                document.key().tenant(),
                document.user(),
                QUEUE,
                TYPE,
                payload,
                null,
                null,
                TraceContext.current().traceparent());
        outbox.add(connection, List.of(outbox.job(job)));
    }

    /** To be called after the commit. */
    void committed() {
        outbox.committed();
    }
}
