package io.focusforge.worker.batch;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Stores the answer under an {@code Idempotency-Key} in the transaction of its effect. */
@ApplicationScoped
class AnswerStore {
    private static final Statement ANSWER = new Statement("""
            UPDATE idempotency_keys SET status = $4, location = $5, body = $6
            WHERE tenant_id = $1 AND user_id = $2 AND key = $3""");

    void store(SqlConnection connection, Caller caller, IdempotencyKey key, StoredAnswer answer) {
        ANSWER.run(
                connection,
                caller.tenant(),
                caller.user(),
                key.value(),
                answer.status(),
                answer.location(),
                answer.body());
    }
}
