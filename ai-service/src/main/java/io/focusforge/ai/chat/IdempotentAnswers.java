package io.focusforge.ai.chat;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Gives the first answer again to who asks again under the same {@code Idempotency-Key}, so that it is paid for once. */
@ApplicationScoped
class IdempotentAnswers {
    private static final Logger LOG = Logger.getLogger(IdempotentAnswers.class);

    private final TenantDatabase database;
    private final IdempotencyStore store;

    IdempotentAnswers(TenantDatabase database, IdempotencyStore store) {
        this.database = database;
        this.store = store;
    }

    record Answer(String body, boolean replayed) {}

    /** A failed call leaves no trace, so that the same key can be used to try again. */
    Answer once(Caller caller, IdempotencyKey key, Supplier<String> work) {
        var claim =
                database.inTransaction(caller.tenant(), connection -> store.claim(connection, caller, key, Ids.next()));
        if (claim instanceof Claim.Replay replay && replay.answer().isPresent()) {
            return new Answer(replay.answer().get().body(), true);
        }
        var body = attempt(caller, key, work);
        remember(caller, key, body);
        return new Answer(body, false);
    }

    private String attempt(Caller caller, IdempotencyKey key, Supplier<String> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            store.release(caller, key);
            throw e;
        }
    }

    /** The answer is paid for: it is given even when it cannot be remembered. */
    private void remember(Caller caller, IdempotencyKey key, String body) {
        try {
            store.answer(caller, key, new StoredAnswer(200, null, body));
        } catch (RuntimeException e) {
            LOG.warnf("An answer is not remembered under its idempotency key: %s", e);
        }
    }
}
