package io.focusforge.worker.payload;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.objects.ObjectStore;
import io.focusforge.common.objects.ObjectStoreException;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes payloads: what has returned from here is in the object store, and is kept until no job needs it. */
@ApplicationScoped
class Uploads {
    private static final Logger LOG = Logger.getLogger(Uploads.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ObjectStore objects;
    private final PayloadStore store;
    private final Once once;
    private final TenantDatabase database;
    private final PayloadsConfig config;
    private final Clock clock;

    Uploads(
            ObjectStore objects,
            PayloadStore store,
            Once once,
            TenantDatabase database,
            PayloadsConfig config,
            Clock clock) {
        this.objects = objects;
        this.store = store;
        this.once = once;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** A request that was made before under this key is answered with its payload; what it has sent again is removed later. */
    Once.Answer keep(Upload upload, Optional<IdempotencyKey> key) {
        arrive(upload);
        put(upload);
        return once.run(upload.caller(), key, upload.ref().id(), connection -> {
            store.arrived(connection, upload.caller().tenant(), upload.ref());
            return upload.answer();
        });
    }

    private void arrive(Upload upload) {
        var most = config.maxPerTenant();
        if (!database.inTransaction(
                upload.caller().tenant(),
                connection -> store.arrive(connection, upload.caller(), upload.ref(), clock.instant(), most))) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "Your tenant has %d payloads; they go some time after their jobs.".formatted(most));
        }
    }

    private void put(Upload upload) {
        try (var content = upload.body().content()) {
            objects.put(
                    upload.ref().key(upload.caller().tenant()),
                    content,
                    upload.body().bytes());
        } catch (ObjectStoreException e) {
            throw unavailable(e);
        } catch (IOException e) {
            throw new IllegalStateException("a body that was stored cannot be read", e);
        }
    }

    static ProblemException unavailable(ObjectStoreException cause) {
        LOG.warnf(cause, "The object store cannot be used: %s", cause.getMessage());
        return new ProblemException(ErrorCode.UNAVAILABLE, "Payloads cannot be stored or read right now. Try again.")
                .retryAfter(RETRY_AFTER);
    }
}
