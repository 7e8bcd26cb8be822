package io.focusforge.orchestrator.saga;

import static io.focusforge.orchestrator.runstore.Statement.instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runstore.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** The sagas of a tenant, as rows. */
@ApplicationScoped
class SagaRows {
    private static final String COLUMNS = """
            SELECT tenant_id, id, kind, state, backwards, error_step, error_code, error_message, deadline, created_at, updated_at,
                   finished_at FROM saga_states
            """;
    private static final Statement INSERT = new Statement("""
            INSERT INTO saga_states (tenant_id, id, kind, state, input, run_id, deadline, traceparent, created_at, updated_at)
            VALUES ($1, $2, $3, 'running', $4, $5, $6, $7, $8, $8) ON CONFLICT (tenant_id, id) DO NOTHING""");
    private static final Statement INSERT_STEPS = new Statement("""
            INSERT INTO saga_steps (tenant_id, saga_id, position, name, state)
            SELECT $1, $2, position, name, 'pending' FROM unnest($3::int[], $4::text[]) AS steps (position, name)""");
    private static final Statement LIST = new Statement(COLUMNS + """
            WHERE tenant_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::text IS NULL OR kind = $3)
              AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC LIMIT $5::int""");
    private static final Statement LIST_STUCK = new Statement(COLUMNS + """
            WHERE tenant_id = $1 AND state = 'stuck' AND ($2::text IS NULL OR kind = $2)
              AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4::int""");
    private static final Statement FIND = new Statement(COLUMNS + "WHERE tenant_id = $1 AND id = $2");
    private static final Statement STEPS = new Statement("""
            SELECT name, state, attempts, error_code, error_message, started_at, due_at, deadline, finished_at FROM saga_steps
            WHERE tenant_id = $1 AND saga_id = $2 ORDER BY position""");

    private static final Statement INPUT =
            new Statement("SELECT kind, input FROM saga_states WHERE tenant_id = $1 AND id = $2");
    private static final Statement RUN =
            new Statement("SELECT run_id FROM saga_states WHERE tenant_id = $1 AND id = $2 AND finished_at IS NULL");

    private final TenantDatabase database;
    private final ObjectMapper json;

    SagaRows(TenantDatabase database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** @return false when there is one already */
    boolean insert(SqlConnection connection, NewSaga saga, SagaKind kind, UUID run, Instant now) {
        var key = saga.key();
        var inserted = INSERT.run(
                connection,
                key.tenant(),
                key.id(),
                kind.name(),
                saga.input().toString(),
                run,
                now.plus(kind.timeout()),
                saga.traceparent(),
                now);
        if (inserted.rowCount() == 0) {
            return false;
        }
        var positions = IntStream.range(0, kind.steps().size()).boxed().toArray(Integer[]::new);
        var names = kind.steps().stream().map(SagaStep::name).toArray(String[]::new);
        INSERT_STEPS.run(connection, key.tenant(), key.id(), positions, names);
        return true;
    }

    /** That drives it, while it has not ended. */
    Optional<RunKey> run(SqlConnection connection, SagaKey key) {
        return RUN.run(connection, key.tenant(), key.id()).stream()
                .findFirst()
                .map(row -> new RunKey(key.tenant(), row.getUUID(0)));
    }

    /** What a saga was begun with. */
    record Begun(String kind, JsonNode input) {}

    Optional<Begun> begun(SagaKey key) {
        return database.read(key.tenant(), connection -> INPUT.run(connection, key.tenant(), key.id()).stream()
                .findFirst()
                .map(row -> new Begun(row.getString("kind"), read(row.getString("input")))));
    }

    private JsonNode read(String input) {
        try {
            return json.readTree(input);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without their steps, the newest first. */
    List<SagaView> list(UUID tenant, SagaFilter filter) {
        return database.read(tenant, connection -> {
            var rows = filter.state() == SagaState.STUCK
                    ? LIST_STUCK.run(connection, tenant, filter.kind(), filter.before(), filter.atMost())
                    : LIST.run(
                            connection,
                            tenant,
                            filter.state() == null ? null : filter.state().text(),
                            filter.kind(),
                            filter.before(),
                            filter.atMost());
            return rows.stream().map(row -> view(row, null)).toList();
        });
    }

    Optional<SagaView> find(SagaKey key) {
        return database.read(key.tenant(), connection -> FIND.run(connection, key.tenant(), key.id()).stream()
                .findFirst()
                .map(row -> view(
                        row,
                        STEPS.run(connection, key.tenant(), key.id()).stream()
                                .map(SagaRows::step)
                                .toList())));
    }

    private static SagaView view(Row row, List<SagaView.Step> steps) {
        return new SagaView(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("state"),
                SagaView.Error.of(
                        row.getString("error_step"), row.getString("error_code"), row.getString("error_message")),
                steps,
                instant(row, "deadline"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                instant(row, "finished_at"));
    }

    private static SagaView.Step step(Row row) {
        return new SagaView.Step(
                row.getString("name"),
                row.getString("state"),
                row.getInteger("attempts"),
                SagaView.Error.of(null, row.getString("error_code"), row.getString("error_message")),
                instant(row, "started_at"),
                instant(row, "due_at"),
                instant(row, "deadline"),
                instant(row, "finished_at"));
    }
}
