package io.focusforge.memory.documents;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Makes documents of what comes in. What the same user has under the same name, or without one the same content, is that document. */
@ApplicationScoped
public class Uploads {
    private final DocumentStore store;
    private final Shelf shelf;
    private final IngestJobs jobs;
    private final Once once;
    private final TenantDatabase database;
    private final Clock clock;

    Uploads(DocumentStore store, Shelf shelf, IngestJobs jobs, Once once, TenantDatabase database, Clock clock) {
        this.store = store;
        this.shelf = shelf;
        this.jobs = jobs;
        this.once = once;
        this.database = database;
        this.clock = clock;
    }

    /** Under an {@code Idempotency-Key} at most once. A file that was sent in vain is removed later. */
    Once.Answer keep(Upload upload, Optional<IdempotencyKey> key, Function<Kept, StoredAnswer> answer) {
        var file = store(upload);
        var given =
                once.run(upload.caller(), key, Ids.next(), connection -> answer.apply(keep(connection, upload, file)));
        jobs.committed();
        return given;
    }

    public Kept keep(Upload upload) {
        var file = store(upload);
        var kept = database.inTransaction(upload.caller().tenant(), connection -> keep(connection, upload, file));
        jobs.committed();
        return kept;
    }

    /** @return empty when it is there already */
    private Optional<StoredFile> store(Upload upload) {
        var tenant = upload.caller().tenant();
        var same = database.read(
                tenant, connection -> store.same(connection, upload.caller(), upload.label(), upload.arrival(), false));
        return same.filter(found -> isSame(found, upload)).isPresent()
                ? Optional.empty()
                : Optional.of(shelf.put(new DataSubject(tenant, upload.caller().user()), upload.arrival()));
    }

    private Kept keep(SqlConnection connection, Upload upload, Optional<StoredFile> file) {
        var found = store.same(connection, upload.caller(), upload.label(), upload.arrival(), true);
        if (found.filter(same -> isSame(same, upload)).isPresent()) {
            return new Kept.Same(found.get());
        }
        var stored = file.orElseThrow(Uploads::changed);
        return found.isPresent()
                ? replace(connection, upload, stored, found.get())
                : insert(connection, upload, stored);
    }

    private Kept insert(SqlConnection connection, Upload upload, StoredFile file) {
        var now = clock.instant();
        var caller = upload.caller();
        var key = new DocumentKey(caller.tenant(), Ids.next());
        var ingestion = Ingestion.first(Ids.next(), now);
        var document = new Document(key, caller.user(), upload.label(), file, ingestion, now, now);
        if (!store.insert(connection, document)) {
            return another(connection, upload);
        }
        return take(connection, document);
    }

    /** That came at the same moment, and was first. */
    private Kept another(SqlConnection connection, Upload upload) {
        return store.same(connection, upload.caller(), upload.label(), upload.arrival(), true)
                .filter(same -> isSame(same, upload))
                .<Kept>map(Kept.Same::new)
                .orElseThrow(Uploads::changed);
    }

    private Kept replace(SqlConnection connection, Upload upload, StoredFile file, Document before) {
        var now = clock.instant();
        var next = before.with(upload.label(), file, before.ingestion().next(Ids.next(), now), now);
        shelf.drop(connection, before);
        store.update(connection, next);
        return take(connection, next);
    }

    private Kept take(SqlConnection connection, Document document) {
        shelf.keep(connection, document.key().tenant(), document.file());
        jobs.ask(connection, document);
        return new Kept.Taken(document);
    }

    private static boolean isSame(Document document, Upload upload) {
        return document.file().hash().equals(upload.arrival().hash());
    }

    private static ProblemException changed() {
        return new ProblemException(
                ErrorCode.CONFLICT, "The same document was uploaded or deleted at the same moment. Send it again.");
    }
}
