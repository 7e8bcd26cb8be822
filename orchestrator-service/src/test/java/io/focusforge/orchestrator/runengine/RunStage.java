package io.focusforge.orchestrator.runengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.local.testing.TestDatabase;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.GraphSource;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runstore.RunChange;
import io.focusforge.orchestrator.runstore.Stored;
import io.focusforge.orchestrator.runstore.StoredRun;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;

/** A database with any number of engines on it, which know the graphs of a test. */
public final class RunStage implements AutoCloseable {
    static final Duration LEASE = Duration.ofMillis(1_500);

    public final TestDatabase server = TestDatabase.create("orchestrator");
    public final TenantDatabase database;
    public final UUID tenant = UUID.randomUUID();
    final Map<String, Graph> graphs = new ConcurrentHashMap<>();
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final List<Engine> engines = new ArrayList<>();

    public RunStage() {
        Flyway.configure()
                .dataSource(server.jdbcUrl(), server.owner(), server.ownerPassword())
                .locations("db/migration", "db/common/idempotency", "db/common/outbox")
                .placeholders(Map.of("role", server.role()))
                .load()
                .migrate();
        pool = pool(vertx, server.url(), server.role(), server.rolePassword());
        database = TenantDatabase.over(pool);
    }

    public static Pool pool(Vertx vertx, String url, String role, String password) {
        var options = PgConnectOptions.fromUri(url)
                .setUser(role)
                .setPassword(password)
                .setCachePreparedStatements(true);
        return PgBuilder.pool().using(vertx).connectingTo(options).build();
    }

    public Pool pool() {
        return pool;
    }

    private static EngineSettings settings(Duration lease) {
        return new EngineSettings(
                lease,
                Duration.ofMillis(50),
                Duration.ofMillis(20),
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                100,
                100,
                20,
                10_000,
                Duration.ofSeconds(2),
                new WalkLimits(500, 4, 100_000));
    }

    public static Engine engine(TenantDatabase database, GraphSource graphs) {
        return engine(database, graphs, LEASE);
    }

    private static Engine engine(TenantDatabase database, GraphSource graphs, Duration lease) {
        var stored = new Stored(new ObjectMapper());
        return Engine.over(database, stored, List.of(graphs), new NoNotice(), settings(lease), Clock.systemUTC());
    }

    Engine engine() {
        return engine(new Source(graphs));
    }

    /** One that nobody takes for dead, however slow the machine is. */
    Engine patientEngine() {
        return started(engine(database, new Source(graphs), Duration.ofMinutes(5)));
    }

    public Engine engine(GraphSource source) {
        return started(engine(database, source));
    }

    private Engine started(Engine engine) {
        engines.add(engine);
        engine.start();
        Awaitility.await().until(engine::isReady);
        return engine;
    }

    RunKey run(Engine engine, Graph graph) {
        return run(engine, graph, JsonNodeFactory.instance.objectNode());
    }

    RunKey run(Engine engine, Graph graph, JsonNode input) {
        var name = UUID.randomUUID().toString();
        graphs.put(name, graph);
        return engine.accept(newRun(tenant, name, input));
    }

    static NewRun newRun(UUID tenant, String definition, JsonNode input) {
        var caller = new Caller(tenant, UUID.randomUUID(), Set.of("tasks:write"), null);
        return new NewRun(
                Source.KIND,
                definition,
                definition,
                input,
                caller,
                null,
                TraceContext.start().traceparent());
    }

    /** Returns when the run is in this state. */
    Row await(RunKey run, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> row(run).getString("state"), state::equals);
        return row(run);
    }

    Row row(RunKey run) {
        return query("SELECT * FROM runs WHERE tenant_id = $1 AND id = $2", run).getFirst();
    }

    List<Row> steps(RunKey run) {
        return query("SELECT * FROM run_steps WHERE tenant_id = $1 AND run_id = $2 ORDER BY seq", run);
    }

    Optional<Row> step(RunKey run, String step) {
        return steps(run).stream()
                .filter(row -> row.getString("step").equals(step))
                .findFirst();
    }

    void execute(String sql, Object... parameters) {
        var tuple = Tuple.tuple();
        for (var parameter : parameters) {
            tuple.addValue(parameter);
        }
        database.acrossTenants(connection ->
                connection.preparedQuery(sql).execute(tuple).await().indefinitely());
    }

    @Override
    public void close() {
        engines.forEach(Engine::die);
        pool.close().await().indefinitely();
        vertx.close().await().indefinitely();
        server.close();
    }

    private List<Row> query(String sql, RunKey run) {
        return database.read(
                run.tenant(),
                connection ->
                        connection
                                .preparedQuery(sql)
                                .execute(Tuple.of(run.tenant(), run.id()))
                                .await()
                                .indefinitely()
                                .stream()
                                .toList());
    }

    record Source(Map<String, Graph> graphs) implements GraphSource {
        static final String KIND = "test";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Optional<Graph> find(RunKey run, String definition) {
            return Optional.ofNullable(graphs.get(definition));
        }
    }

    private record NoNotice() implements EndNotice {
        @Override
        public OutboxMessage of(StoredRun run, RunChange end, Instant at) {
            return null;
        }

        @Override
        public void committed() {}
    }
}
