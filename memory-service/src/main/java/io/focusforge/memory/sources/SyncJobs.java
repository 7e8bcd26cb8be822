package io.focusforge.memory.sources;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.trace.TraceContext;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Asks the worker for runs, in the transaction that wants them. */
@ApplicationScoped
class SyncJobs {
    static final String TYPE = "source.sync";
    private static final String QUEUE = "files";

    private final Outbox outbox;
    private final ObjectMapper json;

    SyncJobs(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    /** @return the job's id */
    UUID ask(SqlConnection connection, Source source) {
        var id = Ids.next();
        var payload = json.createObjectNode().put("sourceId", source.key().id().toString());
        var trace = TraceContext.current().traceparent();
        var job = new JobRequest(id, source.key().tenant(), source.user(), QUEUE, TYPE, payload, null, null, trace);
        outbox.add(connection, List.of(outbox.job(job)));
        return id;
    }

    /** To be called after the commit. */
    void committed() {
        outbox.committed();
    }
}
