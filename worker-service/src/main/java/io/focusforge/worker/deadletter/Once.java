package io.focusforge.worker.deadletter;

import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Makes a change in a transaction, under an {@code Idempotency-Key} at most once. */
@ApplicationScoped
class Once {
    /** @param again whether it was given before */
    record Answer(StoredAnswer stored, boolean again) {}

    private final TenantDatabase database;
    private final IdempotencyStore idempotency;

    Once(TenantDatabase database, IdempotencyStore idempotency) {
        this.database = database;
        this.idempotency = idempotency;
    }

    /** @param resource names the change */
    Answer run(
            Caller caller, Optional<IdempotencyKey> key, UUID resource, Function<SqlConnection, StoredAnswer> change) {
        var answer = database.inTransaction(
                caller.tenant(), connection -> switch (claim(connection, caller, key, resource)) {
                    case Claim.First first -> new Answer(change.apply(connection), false);
                    case Claim.Replay replay -> new Answer(replay.answer().orElseThrow(Once::lost), true);
                });
        if (!answer.again()) {
            key.ifPresent(given -> idempotency.answer(caller, given, answer.stored()));
        }
        return answer;
    }

    private Claim claim(SqlConnection connection, Caller caller, Optional<IdempotencyKey> key, UUID resource) {
        return key.map(given -> idempotency.claim(connection, caller, given, resource))
                .orElseGet(Claim.First::new);
    }

    private static ProblemException lost() {
        return new ProblemException(
                ErrorCode.CONFLICT,
                "The first request with this Idempotency-Key took effect, but its answer is lost. See what is left in the list.");
    }
}
