package io.focusforge.bench.orchestrator;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.server.Endpoints;
import io.focusforge.local.server.Servers;
import io.focusforge.local.server.ServersOptions;
import io.focusforge.local.server.Service;
import io.focusforge.orchestrator.run.StepTerms;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** One PostgreSQL that syncs every commit, and on it, each in a database of its own, those who keep steps. */
final class StepsArena implements AutoCloseable {
    /** Chains that run at once. */
    static final int AT_ONCE = 16;

    private static final String ORCHESTRATOR = Service.ORCHESTRATOR.id();
    private static final List<String> OTHERS = List.of("dbos", "bare");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Servers servers;
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final List<StepContestant> contestants;

    private StepsArena(Servers servers) throws Exception {
        this.servers = servers;
        var endpoints = servers.endpoints();
        for (var database : OTHERS) {
            execute("postgres", "CREATE DATABASE " + database);
        }
        migrate(endpoints);
        this.pool = pool(vertx, endpoints);
        var database = TenantDatabase.over(pool);
        var quick = Duration.ofSeconds(30);
        this.contestants = List.of(
                new OurSteps("FocusForge", database, StepTerms.outside(quick)),
                new OurSteps("FocusForge, steps without outside effects", database, StepTerms.inside(quick)),
                new DbosSteps(endpoints.postgres(), "dbos"),
                new BareSteps(endpoints.postgres(), "bare", AT_ONCE));
    }

    static StepsArena open(Path project) throws Exception {
        var parent = Files.createDirectories(project.resolve("bench/target/stacks"));
        var servers = Servers.start(ServersOptions.durable(Files.createTempDirectory(parent, "steps")));
        try {
            return new StepsArena(servers);
        } catch (Exception e) {
            servers.close();
            throw e;
        }
    }

    List<StepContestant> contestants() {
        return contestants;
    }

    TenantDatabase database() {
        return TenantDatabase.over(pool);
    }

    /** Nobody pays for the writes of those before. */
    void settle() throws SQLException {
        execute(ORCHESTRATOR, "VACUUM ANALYZE");
        for (var database : OTHERS) {
            execute(database, "VACUUM ANALYZE");
        }
        execute("postgres", "CHECKPOINT");
    }

    @Override
    public void close() {
        contestants.forEach(StepContestant::close);
        pool.close().await().atMost(TIMEOUT);
        vertx.close().await().atMost(TIMEOUT);
        servers.close();
    }

    private void migrate(Endpoints endpoints) {
        var owner = Endpoints.owner(Service.ORCHESTRATOR);
        Flyway.configure()
                .dataSource(
                        endpoints.postgres().jdbcUrl(ORCHESTRATOR),
                        owner,
                        endpoints.passwords().get(owner))
                .locations("db/migration", "db/common/idempotency", "db/common/outbox")
                .placeholders(Map.of("role", ORCHESTRATOR))
                .load()
                .migrate();
    }

    /** As the orchestrator connects. */
    static Pool pool(Vertx vertx, Endpoints endpoints) {
        var options = PgConnectOptions.fromUri(endpoints.postgres().url(ORCHESTRATOR))
                .setUser(ORCHESTRATOR)
                .setPassword(endpoints.passwords().get(ORCHESTRATOR))
                .setCachePreparedStatements(true);
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(20))
                .using(vertx)
                .connectingTo(options)
                .build();
    }

    private void execute(String database, String sql) throws SQLException {
        try (var connection = servers.endpoints().postgres().connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
