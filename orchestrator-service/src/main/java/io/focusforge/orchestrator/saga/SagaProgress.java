package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.runstore.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What drives sagas forth and back. Each change locks the saga's row first, and is made only by the run that the row names and for the
 * attempt that was counted last, so that a process which was taken for dead changes nothing any more.
 */
@ApplicationScoped
class SagaProgress {
    private static final Statement LOCK = new Statement("""
            SELECT state, input, deadline FROM saga_states WHERE tenant_id = $1 AND id = $2 AND run_id = $3 FOR UPDATE""");
    private static final Statement STEPS = new Statement("""
            SELECT position, name, state, attempts, result, error_code, error_message FROM saga_steps
            WHERE tenant_id = $1 AND saga_id = $2 ORDER BY position""");
    private static final Statement BEGIN = new Statement("""
            UPDATE saga_steps SET state = $4, attempts = attempts + 1, started_at = coalesce(started_at, $5), due_at = NULL,
                   deadline = $6, finished_at = NULL
            WHERE tenant_id = $1 AND saga_id = $2 AND position = $3 RETURNING attempts""");
    private static final Statement DONE = new Statement("""
            UPDATE saga_steps SET state = $6, result = coalesce($7, result), deadline = NULL, error_code = NULL, error_message = NULL,
                   finished_at = $8
            WHERE tenant_id = $1 AND saga_id = $2 AND position = $3 AND state = $4 AND attempts = $5""");
    private static final Statement FAILED = new Statement("""
            UPDATE saga_steps SET error_code = $6, error_message = $7, deadline = NULL, due_at = $8
            WHERE tenant_id = $1 AND saga_id = $2 AND position = $3 AND state = $4 AND attempts = $5""");

    private static final Statement PAUSES = new Statement("""
            UPDATE saga_steps SET attempts = attempts - 1, error_code = NULL, error_message = NULL, deadline = NULL, due_at = $6
            WHERE tenant_id = $1 AND saga_id = $2 AND position = $3 AND state = $4 AND attempts = $5""");

    private final TenantDatabase database;
    private final ObjectMapper json;
    private final SagaTurns turns = new SagaTurns();

    SagaProgress(TenantDatabase database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Counts the attempt, or ends the step when it has had all of them. */
    Turn begin(Place place, SagaKind kind, Instant now) {
        return whileAt(place, (connection, saga) -> begin(connection, saga, place, kind, now))
                .orElseGet(Turn.Past::new);
    }

    private Turn begin(SqlConnection connection, Row saga, Place place, SagaKind kind, Instant now) {
        var steps = STEPS.run(connection, place.saga().tenant(), place.saga().id()).stream()
                .toList();
        var step = steps.get(place.position());
        var tries = kind.steps().get(place.position()).tries();
        if (!isWanted(step.getString("state"), place)) {
            if (place.backwards() && place.position() == 0) {
                turns.goOn(connection, place, kind, now);
            }
            return new Turn.Past();
        }
        var late = !place.backwards() && !now.isBefore(Statement.instant(saga, "deadline"));
        if (late || step.getInteger("attempts") >= tries.attempts()) {
            turns.giveUp(connection, place, kind, late ? SagaError.TIMEOUT : lastError(step), now);
            return new Turn.Past();
        }
        var attempt = BEGIN.run(
                        connection,
                        place.saga().tenant(),
                        place.saga().id(),
                        place.position(),
                        place.stepState(),
                        now,
                        now.plus(tries.timeout()))
                .iterator()
                .next()
                .getInteger(0);
        return new Turn.Go(attempt, read(saga.getString("input")), results(steps));
    }

    /** @param result null for none */
    void done(Place place, SagaKind kind, int attempt, JsonNode result, Instant now) {
        var unused = whileAt(place, (connection, saga) -> {
            var rows = DONE.run(
                    connection,
                    place.saga().tenant(),
                    place.saga().id(),
                    place.position(),
                    place.stepState(),
                    attempt,
                    place.backwards() ? "compensated" : "done",
                    result == null ? null : result.toString(),
                    now);
            if (rows.rowCount() == 1) {
                turns.goOn(connection, place, kind, now);
            }
            return saga;
        });
    }

    /** The attempt was none. */
    void pauses(Place place, int attempt, Instant until) {
        var unused = whileAt(
                place,
                (connection, saga) -> PAUSES.run(
                        connection,
                        place.saga().tenant(),
                        place.saga().id(),
                        place.position(),
                        place.stepState(),
                        attempt,
                        until));
    }

    /** The attempt may be followed by others. */
    void failed(Place place, int attempt, SagaError error, Instant again) {
        var unused = whileAt(place, (connection, saga) -> noteFailure(connection, place, attempt, error, again));
    }

    void failedForGood(Place place, SagaKind kind, int attempt, SagaError error, Instant now) {
        var unused = whileAt(place, (connection, saga) -> {
            if (noteFailure(connection, place, attempt, error, null)) {
                turns.giveUp(connection, place, kind, error, now);
            }
            return saga;
        });
    }

    /** @return whether the attempt was the one under way */
    private static boolean noteFailure(
            SqlConnection connection, Place place, int attempt, SagaError error, Instant again) {
        return FAILED.run(
                                connection,
                                place.saga().tenant(),
                                place.saga().id(),
                                place.position(),
                                place.stepState(),
                                attempt,
                                error.code(),
                                error.message(),
                                again)
                        .rowCount()
                == 1;
    }

    private <T> Optional<T> whileAt(Place place, Change<T> change) {
        return database.inTransaction(place.saga().tenant(), connection -> {
            var rows = LOCK.run(connection, place.saga().tenant(), place.saga().id(), place.run());
            return rows.stream()
                    .filter(row ->
                            row.getString("state").equals(place.sagaState().text()))
                    .findFirst()
                    .map(row -> change.of(connection, row));
        });
    }

    private static boolean isWanted(String state, Place place) {
        return place.backwards()
                ? !state.equals("pending") && !state.equals("compensated")
                : state.equals("pending") || state.equals("running") || state.equals("failed");
    }

    private static SagaError lastError(Row step) {
        var code = step.getString("error_code");
        return code == null ? SagaError.LOST : new SagaError(code, step.getString("error_message"));
    }

    private Map<String, JsonNode> results(Iterable<Row> steps) {
        var results = new HashMap<String, JsonNode>();
        for (var step : steps) {
            if (step.getString("result") != null) {
                results.put(step.getString("name"), read(step.getString("result")));
            }
        }
        return results;
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a saga has kept is no JSON any more", e);
        }
    }

    @FunctionalInterface
    private interface Change<T> {
        T of(SqlConnection connection, Row saga);
    }
}
