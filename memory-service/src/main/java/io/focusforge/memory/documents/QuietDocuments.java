package io.focusforge.memory.documents;

import io.focusforge.common.id.Ids;
import io.focusforge.common.postgres.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Asks the worker about documents of which nothing is heard: a job that was given up without a word, because it killed its worker each time, or was
 * lost, must not leave its document on the way for ever.
 */
@ApplicationScoped
class QuietDocuments {
    private static final Logger LOG = Logger.getLogger(QuietDocuments.class);
    private static final int AT_ONCE = 50;

    private final DocumentStore store;
    private final Jobs jobs;
    private final IngestJobs ingestJobs;
    private final TenantDatabase database;
    private final DocumentsConfig config;
    private final Clock clock;

    QuietDocuments(
            DocumentStore store,
            Jobs jobs,
            IngestJobs ingestJobs,
            TenantDatabase database,
            DocumentsConfig config,
            Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.ingestJobs = ingestJobs;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.documents.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void ask() {
        var since = clock.instant().minus(config.quietFor());
        var quiet = database.acrossTenants(connection -> store.quiet(connection, since, AT_ONCE));
        quiet.forEach(this::ask);
    }

    private void ask(Document document) {
        switch (jobs.find(document)) {
            case Jobs.Answer.Found(var job) when job.isOver() -> settle(document, job.state());
            case Jobs.Answer.Unknown() -> settle(document, "lost");
            case Jobs.Answer.Found _ -> settle(document, null);
            case Jobs.Answer.Away() -> LOG.debug("The worker is away; documents are asked about later");
        }
    }

    /** @param end of its job; null when it goes on */
    private void settle(Document asked, String end) {
        database.inTransaction(asked.key().tenant(), connection -> {
            store.lock(connection, asked.key())
                    .filter(now -> now.ingestion().step() == asked.ingestion().step())
                    .ifPresent(document -> store.update(connection, settled(connection, document, end)));
            return asked;
        });
        ingestJobs.committed();
    }

    private Document settled(SqlConnection connection, Document document, String end) {
        var now = clock.instant();
        return switch (end) {
            case null -> document.with(document.ingestion(), now);
            case "lost" -> asked(connection, document.with(document.ingestion().again(Ids.next(), now), now));
            case "cancelled" -> document.with(document.ingestion().cancelled(now), now);
            default -> document.with(failed(document, now), now);
        };
    }

    private static Ingestion failed(Document document, Instant now) {
        return document.ingestion()
                .failed("The workers gave up on it without having said why; try again, or split it.", now);
    }

    private Document asked(SqlConnection connection, Document document) {
        ingestJobs.ask(connection, document);
        return document;
    }
}
