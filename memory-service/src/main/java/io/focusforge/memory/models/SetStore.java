package io.focusforge.memory.models;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.embedding.EmbeddingConfig;
import io.focusforge.memory.vectors.SetState;
import io.focusforge.memory.vectors.VectorSet;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table {@code embedding_sets}, whose rows say what each set of vectors is good for. */
@ApplicationScoped
class SetStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String VIEW = """
            SELECT name, state, model, done, changed_at, (SELECT coalesce(sum(chunks), 0)::bigint FROM chunk_counts) AS chunks
            FROM embedding_sets WHERE name = ANY ('{A,B}') ORDER BY name""";
    private static final String MOVE = """
            UPDATE embedding_sets SET state = $2, changed_at = now() WHERE name = $1 AND state = ANY ($3) RETURNING name""";
    private static final String BEGIN = """
            UPDATE embedding_sets SET state = 'FILLING', model = $1, done = 0, tenant_id = NULL, document_id = NULL, version = NULL,
                ordinal = NULL, changed_at = now()
            WHERE name = ANY ('{A,B}') AND state = 'EMPTY' RETURNING name""";
    private static final String FIND = "SELECT name FROM embedding_sets WHERE name = ANY ('{A,B}') AND state = $1";
    private static final String LEASE = """
            UPDATE embedding_sets SET leased_by = $1, leased_until = now() + interval '1 minute'
            WHERE name = ANY ('{A,B}') AND state IN ('FILLING', 'EMPTYING')
                AND (leased_by = $1 OR leased_until IS NULL OR leased_until < now())
            RETURNING name, state, model""";

    private final TenantDatabase database;
    private final EmbeddingConfig config;

    SetStore(TenantDatabase database, EmbeddingConfig config) {
        this.database = database;
        this.config = config;
    }

    List<SetView> all() {
        return rows(database.acrossTenants(connection -> execute(connection, VIEW, Tuple.tuple()))).stream()
                .map(this::view)
                .toList();
    }

    /** @return whether there was an empty set to begin with */
    boolean begin(String model) {
        return database.acrossTenants(
                connection -> execute(connection, BEGIN, Tuple.of(model)).rowCount() > 0);
    }

    /** The complete set is searched from now on, and the one that was is kept complete. @return whether there was one */
    boolean exchange() {
        return database.acrossTenants(connection -> {
            var filled = find(connection, SetState.FILLED);
            filled.ifPresent(set -> {
                move(connection, set.other(), SetState.FILLED, SetState.SEARCHED);
                move(connection, set, SetState.SEARCHED, SetState.FILLED);
            });
            return filled.isPresent();
        });
    }

    /** @return whether there was one that is not searched */
    boolean drop() {
        return database.acrossTenants(
                connection -> move(connection, VectorSet.A, SetState.EMPTYING, SetState.FILLING, SetState.FILLED)
                        | move(connection, VectorSet.B, SetState.EMPTYING, SetState.FILLING, SetState.FILLED));
    }

    /** Something to do that no other replica does. */
    Optional<Task> lease(UUID replica) {
        return rows(database.acrossTenants(connection -> execute(connection, LEASE, Tuple.of(replica)))).stream()
                .findFirst()
                .map(row -> new Task(
                        VectorSet.valueOf(row.getString("name")),
                        SetState.valueOf(row.getString("state")),
                        row.getString("model")));
    }

    static boolean move(SqlConnection connection, VectorSet set, SetState to, SetState... from) {
        var states = java.util.Arrays.stream(from).map(SetState::name).toArray(String[]::new);
        return execute(connection, MOVE, Tuple.of(set.name(), to.name()).addArrayOfString(states))
                        .rowCount()
                > 0;
    }

    static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }

    static List<Row> rows(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    private static Optional<VectorSet> find(SqlConnection connection, SetState state) {
        return rows(execute(connection, FIND, Tuple.of(state.name()))).stream()
                .findFirst()
                .map(row -> VectorSet.valueOf(row.getString(0)));
    }

    private SetView view(Row row) {
        var state = SetState.valueOf(row.getString("state"));
        var model = row.getString("model") == null ? config.model() : row.getString("model");
        return new SetView(
                VectorSet.valueOf(row.getString("name")),
                state,
                state == SetState.EMPTY ? null : model,
                row.getLong("done"),
                row.getLong("chunks"),
                row.getOffsetDateTime("changed_at").toInstant());
    }
}
