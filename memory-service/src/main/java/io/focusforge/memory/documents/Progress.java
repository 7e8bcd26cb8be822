package io.focusforge.memory.documents;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/** What the worker does with documents. It is told to stop when nobody wants the version any more that it is at. */
@ApplicationScoped
class Progress {
    private final DocumentStore store;
    private final Chunks chunks;
    private final TenantDatabase database;
    private final Clock clock;

    Progress(DocumentStore store, Chunks chunks, TenantDatabase database, Clock clock) {
        this.store = store;
        this.chunks = chunks;
        this.database = database;
        this.clock = clock;
    }

    /** @return empty when this version is not wanted, or not any more */
    Optional<Document> wanted(DocumentKey key, int version) {
        return database.read(key.tenant(), connection -> store.find(connection, key))
                .filter(isWanted(version));
    }

    /** @return whether the worker may go on */
    boolean report(DocumentKey key, StageReport report) {
        return database.inTransaction(key.tenant(), connection -> store.lock(connection, key)
                .filter(isWanted(report.version()))
                .map(document -> report(connection, document, report))
                .isPresent());
    }

    private Document report(SqlConnection connection, Document document, StageReport report) {
        var now = clock.instant();
        var next = document.with(document.ingestion().reported(report, now), now);
        store.update(connection, next);
        if (report.state() == DocumentState.READY) {
            chunks.publish(connection, document.key(), report.version());
        }
        return next;
    }

    private static Predicate<Document> isWanted(int version) {
        return document -> document.ingestion().version() == version
                && !document.ingestion().state().isOver();
    }
}
