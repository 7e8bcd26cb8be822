package io.focusforge.chaos.runs;

import io.focusforge.chaos.history.Event;
import io.focusforge.chaos.history.RunEvent;
import io.focusforge.local.server.PostgresAddress;
import io.focusforge.local.server.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sees in the database itself which steps and runs ended, and what is in the tables that are read. */
final class RunWitness {
    private static final List<String> READ_MODELS = List.of("tasks", "task_words", "task_dependencies");
    private static final String STEPS =
            "SELECT at, run, step, state, attempt FROM chaos.step_ends WHERE tenant = ? ORDER BY at";
    private static final String RUNS =
            "SELECT at, run, state, takeovers FROM chaos.run_ends WHERE tenant = ? ORDER BY at";
    private static final String ROWS =
            "SELECT count(*) || ' rows, ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM %s AS t WHERE tenant_id = ?";
    /** Also what has yet to be told to others. */
    private static final String UNSETTLED = """
            SELECT concat_ws(', ', VARIADIC array_remove(ARRAY[
                (SELECT nullif(count(*), 0) || ' runs' FROM runs WHERE tenant_id = t.id AND finished_at IS NULL),
                (SELECT nullif(count(*), 0) || ' tasks at ' || min(step) FROM sagas WHERE tenant_id = t.id),
                (SELECT nullif(count(*), 0) || ' sagas' FROM saga_states WHERE tenant_id = t.id AND finished_at IS NULL),
                (SELECT nullif(count(*), 0) || ' rebuilds' FROM projection_rebuilds WHERE tenant_id = t.id AND ended_at IS NULL),
                (SELECT nullif(count(*), 0) || ' messages for ' || min(kind) FROM outbox WHERE sent_at IS NULL)], NULL))
            FROM (SELECT ?::uuid) AS t (id)""";

    private final PostgresAddress postgres;

    RunWitness(PostgresAddress postgres) {
        this.postgres = postgres;
    }

    /** When the tables are there. */
    void install() throws SQLException, IOException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var sql = RunWitness.class.getResourceAsStream("/witness-runs.sql")) {
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** @return what has not ended; empty when all has */
    String unsettled(UUID tenant) throws SQLException {
        return text(UNSETTLED, tenant);
    }

    /** What it has seen of a tenant. */
    List<Event> testify(UUID tenant) throws SQLException {
        var events = new ArrayList<Event>();
        events.addAll(all(
                STEPS,
                tenant,
                row -> new RunEvent.StepEnded(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5))));
        events.addAll(all(
                RUNS,
                tenant,
                row -> new RunEvent.Ended(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4))));
        return events;
    }

    /** What each table holds of a tenant, in a few words. */
    Map<String, String> readModels(UUID tenant) throws SQLException {
        var tables = new LinkedHashMap<String, String>();
        for (var table : READ_MODELS) {
            tables.put(table, text(ROWS.formatted(table), tenant));
        }
        return tables;
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private String text(String sql, UUID tenant) throws SQLException {
        return all(sql, tenant, row -> row.getString(1)).getFirst();
    }

    private <T> List<T> all(String sql, UUID tenant, Reading<T> reading) throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, tenant);
            var all = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(reading.of(rows));
                }
            }
            return all;
        }
    }

    private Connection connect() throws SQLException {
        return postgres.connect(Service.ORCHESTRATOR.id());
    }
}
