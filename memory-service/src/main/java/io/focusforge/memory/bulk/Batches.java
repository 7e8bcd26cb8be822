package io.focusforge.memory.bulk;

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
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Batches under an {@code Idempotency-Key}, whose answer is kept in Postgres. One that died before it had an answer is run again: what it
 * has added has the same ids again, and the rest comes to the same.
 */
@ApplicationScoped
class Batches {
    private static final int OK = 200;

    private final Batch batch;
    private final IdempotencyStore idempotency;
    private final TenantDatabase database;
    private final ObjectMapper json;

    Batches(Batch batch, IdempotencyStore idempotency, TenantDatabase database, ObjectMapper json) {
        this.batch = batch;
        this.idempotency = idempotency;
        this.database = database;
        this.json = json;
    }

    Once.Answer run(Caller caller, List<Operation> operations, Optional<IdempotencyKey> key) {
        var owner = Owner.of(caller);
        var added = batch.plan(owner, operations, key);
        if (key.isEmpty()) {
            return Once.Answer.first(answer(batch.run(owner, operations, added)));
        }
        return switch (claim(caller, key.get())) {
            case Claim.Replay replay when replay.answer().isPresent() -> Once.Answer.again(replay);
            case Claim.Replay _, Claim.First _ -> Once.Answer.first(run(caller, operations, added, key.get()));
        };
    }

    private StoredAnswer run(
            Caller caller, List<Operation> operations, Map<Integer, Memory> added, IdempotencyKey key) {
        try {
            var answer = answer(batch.run(Owner.of(caller), operations, added));
            idempotency.answer(caller, key, answer);
            return answer;
        } catch (RuntimeException e) {
            idempotency.release(caller, key);
            throw e;
        }
    }

    private Claim claim(Caller caller, IdempotencyKey key) {
        return database.inTransaction(
                caller.tenant(), connection -> idempotency.claim(connection, caller, key, Ids.next()));
    }

    private StoredAnswer answer(BatchAnswer answer) {
        try {
            return new StoredAnswer(OK, null, json.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
