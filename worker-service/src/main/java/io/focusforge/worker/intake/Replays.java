package io.focusforge.worker.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/** What was accepted stays accepted: a request that is asked again is not refused because a time in it has passed since. */
@ApplicationScoped
public class Replays {
    private final IdempotencyStore idempotency;
    private final TenantDatabase database;

    Replays(IdempotencyStore idempotency, TenantDatabase database) {
        this.idempotency = idempotency;
        this.database = database;
    }

    /** Reads a request. */
    public interface Reading<T> {
        T read() throws JsonProcessingException;
    }

    /** Accepts what is read, or answers as before. */
    public <T> Once.Answer answer(
            Caller caller, Optional<IdempotencyKey> key, Reading<T> reading, Function<T, Once.Answer> accept)
            throws JsonProcessingException {
        T read;
        try {
            read = reading.read();
        } catch (ProblemException refusal) {
            return Once.Answer.again(instead(refusal, caller, key));
        }
        return accept.apply(read);
    }

    /** @throws ProblemException the refusal, when the request was not accepted before; then the claim is rolled back */
    private Claim.Replay instead(ProblemException refusal, Caller caller, Optional<IdempotencyKey> key) {
        if (key.isEmpty() || refusal.code() != ErrorCode.INVALID_REQUEST) {
            throw refusal;
        }
        return database.inTransaction(
                caller.tenant(), connection -> switch (idempotency.claim(connection, caller, key.get(), Ids.next())) {
                    case Claim.Replay replay -> replay;
                    case Claim.First first -> throw refusal;
                });
    }
}
