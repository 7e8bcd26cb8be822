package io.focusforge.memory.documents;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.id.Ids;
import io.focusforge.common.objects.ObjectKey;
import io.focusforge.common.objects.ObjectStore;
import io.focusforge.common.objects.ObjectStoreException;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The files of documents in the object store. Each is noted before it is written, is a document's with the transaction that says so, and is removed
 * some time after that is over, or never came.
 */
@ApplicationScoped
class Shelf {
    private static final Logger LOG = Logger.getLogger(Shelf.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ObjectStore objects;
    private final ObjectLedger ledger;
    private final TenantDatabase database;
    private final Clock clock;

    Shelf(ObjectStore objects, ObjectLedger ledger, TenantDatabase database, Clock clock) {
        this.objects = objects;
        this.ledger = ledger;
        this.database = database;
        this.clock = clock;
    }

    /** Not a document's yet. */
    StoredFile put(DataSubject owner, Arrival arrival) {
        var tenant = owner.tenant();
        var file = new StoredFile(arrival.mediaType(), arrival.bytes(), arrival.hash(), Ids.next());
        database.inTransaction(tenant, connection -> {
            ledger.arrive(connection, new ObjectLedger.Entry(tenant, file.object()), owner.user(), clock.instant());
            return file;
        });
        try (var content = arrival.content()) {
            objects.put(file.key(tenant), content, arrival.bytes());
            return file;
        } catch (ObjectStoreException e) {
            throw unavailable(e);
        } catch (IOException e) {
            throw new IllegalStateException("a file that was received cannot be read", e);
        }
    }

    void keep(SqlConnection connection, UUID tenant, StoredFile file) {
        if (!ledger.keep(connection, new ObjectLedger.Entry(tenant, file.object()))) {
            throw new ProblemException(ErrorCode.TIMEOUT, "Storing the file took too long. Send it again.");
        }
    }

    /** Part of the caller's transaction; the bytes go later. */
    void drop(SqlConnection connection, Document document) {
        var entry =
                new ObjectLedger.Entry(document.key().tenant(), document.file().object());
        ledger.drop(connection, entry, clock.instant());
    }

    InputStream open(Document document) {
        return open(document.file().key(document.key().tenant())).orElseThrow(Documents::unknown);
    }

    /** @return empty for what is no picture, or was not looked at yet */
    Optional<InputStream> openThumbnail(Document document) {
        return open(
                StoredFile.thumbnail(document.key().tenant(), document.file().object()));
    }

    private Optional<InputStream> open(ObjectKey key) {
        try {
            return objects.open(key);
        } catch (ObjectStoreException e) {
            throw unavailable(e);
        }
    }

    /** @return how many were looked at */
    int sweep(Duration unused, int limit) {
        var now = clock.instant();
        var left = database.acrossTenants(connection -> ledger.left(connection, now.minus(unused), now, limit));
        var gone = left.stream().filter(this::delete).toList();
        forget(gone);
        return left.size();
    }

    /** At once, what was dropped. */
    void remove(UUID tenant, UUID object) {
        var entry = new ObjectLedger.Entry(tenant, object);
        if (delete(entry)) {
            forget(List.of(entry));
        }
    }

    /** The file goes last: as long as it is there, the document can be shown again. */
    void empty(UUID tenant, UUID object) {
        try {
            objects.delete(StoredFile.thumbnail(tenant, object));
            objects.delete(StoredFile.key(tenant, object));
        } catch (ObjectStoreException e) {
            throw unavailable(e);
        }
    }

    /**
     * At once, what a person has left: replaced versions, and what never became a document.
     *
     * @return how many were removed
     * @throws ProblemException {@code unavailable}, when one cannot be
     */
    int remove(DataSubject who, int limit) {
        var left = database.inTransaction(
                who.tenant(), connection -> ledger.leftBy(connection, who, clock.instant(), limit));
        var gone = left.stream().filter(this::delete).toList();
        forget(gone);
        if (gone.size() < left.size()) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "Files cannot be deleted right now.")
                    .retryAfter(RETRY_AFTER);
        }
        return gone.size();
    }

    private void forget(List<ObjectLedger.Entry> gone) {
        if (!gone.isEmpty()) {
            database.acrossTenants(connection -> {
                ledger.forget(connection, gone);
                return gone;
            });
        }
    }

    /** @return whether it is gone; if not, it is tried again when it is old anew */
    private boolean delete(ObjectLedger.Entry entry) {
        try {
            objects.delete(StoredFile.key(entry.tenant(), entry.object()));
            objects.delete(StoredFile.thumbnail(entry.tenant(), entry.object()));
            return true;
        } catch (ObjectStoreException e) {
            LOG.warnf("Cannot delete the file %s, trying again later: %s", entry.object(), e.getMessage());
            return false;
        }
    }

    private static ProblemException unavailable(ObjectStoreException cause) {
        LOG.warnf(cause, "The object store cannot be used: %s", cause.getMessage());
        return new ProblemException(ErrorCode.UNAVAILABLE, "Files cannot be stored or read right now. Try again.")
                .retryAfter(RETRY_AFTER);
    }
}
