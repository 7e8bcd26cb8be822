package io.focusforge.orchestrator.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Trials cost, and are carried out once for an {@code Idempotency-Key}: while one is under way, which its replica says again and again, and for
 * as long as its answer is kept. One that was refused, or whose replica has died, can be asked for again under the same key.
 */
@ApplicationScoped
class IdempotentTrials {
    private static final Logger LOG = Logger.getLogger(IdempotentTrials.class);
    private static final int SAID_WITHIN = 3;
    private static final int OK = 200;
    private final TenantDatabase database;
    private final IdempotencyStore store;
    private final ObjectMapper json;

    IdempotentTrials(TenantDatabase database, IdempotencyStore store, ObjectMapper json) {
        this.database = database;
        this.store = store;
        this.json = json;
    }

    /** What is done, and answered with. */
    interface Work {
        Object answer() throws InterruptedException;
    }

    Optional<IdempotencyKey> key(String header, String call, Object body) {
        return IdempotencyKey.of(
                header, "POST /api/v1/chains/" + call, write(body).getBytes(UTF_8));
    }

    Response once(Caller caller, Optional<IdempotencyKey> key, Work work) throws InterruptedException {
        if (key.isEmpty()) {
            return Once.Answer.first(answer(work)).response();
        }
        return claim(caller, key.get()) instanceof Claim.Replay replay
                        && replay.answer().isPresent()
                ? Once.Answer.again(replay).response()
                : first(caller, key.get(), work);
    }

    /** What a replica that has died had claimed is claimed anew; of several that do so at once, one does. */
    private Claim claim(Caller caller, IdempotencyKey key) {
        var claim = tryToClaim(caller, key);
        if (claim instanceof Claim.Replay replay && replay.answer().isEmpty()) {
            store.release(caller, key);
            return tryToClaim(caller, key);
        }
        return claim;
    }

    private Claim tryToClaim(Caller caller, IdempotencyKey key) {
        return database.inTransaction(caller.tenant(), connection -> store.claim(connection, caller, key, Ids.next()));
    }

    private Response first(Caller caller, IdempotencyKey key, Work work) throws InterruptedException {
        var saying = Thread.ofVirtual().start(() -> sayAgain(caller, key));
        var answered = false;
        try {
            var answer = answer(work);
            store.answer(caller, key, answer);
            answered = true;
            return Once.Answer.first(answer).response();
        } finally {
            saying.interrupt();
            saying.join();
            if (!answered) {
                store.release(caller, key);
            }
        }
    }

    private void sayAgain(Caller caller, IdempotencyKey key) {
        try {
            while (true) {
                Thread.sleep(store.inProgress().dividedBy(SAID_WITHIN));
                store.renew(caller, key);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("Nobody is told any more that a trial is under way: %s", e);
        }
    }

    private StoredAnswer answer(Work work) throws InterruptedException {
        return new StoredAnswer(OK, null, write(work.answer()));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not representable as JSON", e);
        }
    }
}
