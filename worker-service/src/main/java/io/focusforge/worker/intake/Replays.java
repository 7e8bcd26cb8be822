package io.focusforge.worker.intake;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What was accepted stays accepted: a request that is asked again is not refused because a time in it has passed since. */
@ApplicationScoped
public class Replays {
    private final IdempotencyStore idempotency;
    private final TenantDatabase database;

    Replays(IdempotencyStore idempotency, TenantDatabase database) {
        this.idempotency = idempotency;
        this.database = database;
    }

    /** @throws ProblemException the refusal, when the request was not accepted before; then the claim is rolled back */
    public Claim.Replay instead(ProblemException refusal, Caller caller, Optional<IdempotencyKey> key) {
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
