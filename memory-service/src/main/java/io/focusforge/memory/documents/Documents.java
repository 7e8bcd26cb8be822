package io.focusforge.memory.documents;

import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;

/** What users do with their documents, and see of those that others share. What is neither does not exist for them. */
@ApplicationScoped
public class Documents {
    private final DocumentStore store;
    private final Deletions deletions;
    private final IngestJobs jobs;
    private final TenantDatabase database;
    private final Clock clock;

    Documents(DocumentStore store, Deletions deletions, IngestJobs jobs, TenantDatabase database, Clock clock) {
        this.store = store;
        this.deletions = deletions;
        this.jobs = jobs;
        this.database = database;
        this.clock = clock;
    }

    public Document get(Caller caller, UUID id) {
        var key = new DocumentKey(caller.tenant(), id);
        return database.read(caller.tenant(), connection -> store.find(connection, key))
                .filter(found -> found.isVisibleTo(caller))
                .orElseThrow(Documents::unknown);
    }

    Document cancel(Caller caller, UUID id) {
        return change(caller, id, (document, now) -> {
            if (document.ingestion().state().isOver()) {
                throw tooLate(document, "cannot be cancelled any more");
            }
            return document.ingestion().cancelled(now);
        });
    }

    Document retry(Caller caller, UUID id) {
        var queued = database.inTransaction(caller.tenant(), connection -> {
            var document = own(connection, caller, id);
            if (!document.ingestion().state().canBeRetried()) {
                throw tooLate(document, "has neither failed nor was it cancelled");
            }
            var again = document.ingestion().again(Ids.next(), clock.instant());
            jobs.ask(connection, document.with(again, clock.instant()));
            return update(connection, document, again);
        });
        jobs.committed();
        return queued;
    }

    /** @return what is not found any more; its file and its pieces follow */
    public Document delete(Caller caller, UUID id) {
        var gone = database.inTransaction(caller.tenant(), connection -> {
            var document = own(connection, caller, id);
            deletions.begin(connection, document);
            return document;
        });
        deletions.committed();
        return gone;
    }

    private Document change(Caller caller, UUID id, BiFunction<Document, Instant, Ingestion> change) {
        return database.inTransaction(caller.tenant(), connection -> {
            var document = own(connection, caller, id);
            return update(connection, document, change.apply(document, clock.instant()));
        });
    }

    private Document update(SqlConnection connection, Document document, Ingestion next) {
        var changed = document.with(next, clock.instant());
        store.update(connection, changed);
        return changed;
    }

    private Document own(SqlConnection connection, Caller caller, UUID id) {
        var document = store.lock(connection, new DocumentKey(caller.tenant(), id))
                .filter(found -> found.isVisibleTo(caller))
                .orElseThrow(Documents::unknown);
        if (!document.isOf(caller)) {
            throw new ProblemException(ErrorCode.FORBIDDEN, "Only the user who uploaded a document may change it.");
        }
        return document;
    }

    static ProblemException unknown() {
        return ProblemException.notFound("document");
    }

    private static ProblemException tooLate(Document document, String why) {
        return new ProblemException(
                ErrorCode.CONFLICT,
                "The document %s: it is %s.".formatted(why, document.ingestion().state()));
    }
}
