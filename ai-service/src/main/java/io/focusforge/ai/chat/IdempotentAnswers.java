package io.focusforge.ai.chat;

import io.focusforge.ai.step.Step;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/** Gives the first answer again to who asks again under the same {@code Idempotency-Key}, so that it is paid for once. */
@Singleton
class IdempotentAnswers {
    private static final Logger LOG = Logger.getLogger(IdempotentAnswers.class);

    private final TenantDatabase database;
    private final IdempotencyStore store;

    IdempotentAnswers(TenantDatabase database, IdempotencyStore store) {
        this.database = database;
        this.store = store;
    }

    record Answer(String body, boolean replayed) {}

    /** A failed call leaves no trace, whatever it failed with, so that the same key can be used to try again. */
    Future<Answer> once(Caller caller, IdempotencyKey key, Callable<Future<String>> work) {
        return Step.elsewhere(() -> claim(caller, key))
                .compose(claim ->
                        claim instanceof Claim.Replay replay && replay.answer().isPresent()
                                ? Future.succeededFuture(
                                        new Answer(replay.answer().get().body(), true))
                                : attempt(caller, key, work).map(body -> new Answer(body, false)));
    }

    private Claim claim(Caller caller, IdempotencyKey key) {
        return database.inTransaction(caller.tenant(), connection -> store.claim(connection, caller, key, Ids.next()));
    }

    private Future<String> attempt(Caller caller, IdempotencyKey key, Callable<Future<String>> work) {
        return Step.of(work)
                .recover(failure ->
                        Step.elsewhere(() -> release(caller, key, failure)).compose(Future::failedFuture))
                .compose(body -> Step.elsewhere(() -> remember(caller, key, body)));
    }

    private Throwable release(Caller caller, IdempotencyKey key, Throwable failure) {
        try {
            store.release(caller, key);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** The answer is paid for: it is given even when it cannot be remembered. */
    private String remember(Caller caller, IdempotencyKey key, String body) {
        try {
            store.answer(caller, key, new StoredAnswer(200, null, body));
        } catch (RuntimeException e) {
            LOG.warnf("An answer is not remembered under its idempotency key: %s", e);
        }
        return body;
    }
}
