package io.focusforge.orchestrator.saga;

import io.focusforge.orchestrator.runstore.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/** What the end of a step means for its saga. Parts of transactions that have locked the saga's row. */
final class SagaTurns {
    private static final Statement STATE = new Statement("""
            UPDATE saga_states SET state = $3, updated_at = $4::timestamptz, finished_at = CASE WHEN $5::boolean THEN $4::timestamptz END
            WHERE tenant_id = $1 AND id = $2""");
    private static final Statement GIVEN_UP = new Statement("""
            UPDATE saga_states SET state = $3, backwards = $4, error_step = $5, error_code = $6, error_message = $7, updated_at = $8
            WHERE tenant_id = $1 AND id = $2""");
    private static final Statement STEP_FAILED = new Statement("""
            UPDATE saga_steps SET state = 'failed', due_at = NULL, deadline = NULL, finished_at = $4,
                   error_code = $5, error_message = $6
            WHERE tenant_id = $1 AND saga_id = $2 AND position = $3""");
    /** Compensations have attempts of their own. */
    private static final Statement TURN_BACK =
            new Statement("UPDATE saga_steps SET attempts = 0 WHERE tenant_id = $1 AND saga_id = $2");

    /** After a step has come to its end. */
    void goOn(SqlConnection connection, Place place, SagaKind kind, Instant now) {
        if (place.backwards()) {
            if (place.position() == 0) {
                set(connection, place, SagaState.COMPENSATED, now);
            }
        } else if (place.position() == kind.steps().size() - 1) {
            set(connection, place, SagaState.COMPLETED, now);
        } else {
            set(connection, place, SagaState.RUNNING, now);
        }
    }

    /** After a step has failed for good: back, where there is a way. */
    void giveUp(SqlConnection connection, Place place, SagaKind kind, SagaError error, Instant now) {
        var tenant = place.saga().tenant();
        var id = place.saga().id();
        var goesBack = kind.goesBackFrom(place.position()) && !place.backwards();
        var next = goesBack ? SagaState.COMPENSATING : SagaState.STUCK;
        STEP_FAILED.run(connection, tenant, id, place.position(), now, error.code(), error.message());
        GIVEN_UP.run(
                connection,
                tenant,
                id,
                next.text(),
                goesBack || place.backwards(),
                kind.steps().get(place.position()).name(),
                error.code(),
                error.message(),
                now);
        if (goesBack) {
            TURN_BACK.run(connection, tenant, id);
        }
    }

    private static void set(SqlConnection connection, Place place, SagaState state, Instant now) {
        STATE.run(connection, place.saga().tenant(), place.saga().id(), state.text(), now, state.hasEnded());
    }
}
