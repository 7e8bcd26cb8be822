package io.focusforge.common.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.id.Ids;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.local.server.Ports;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "orchestrator"))
class TenantDatabaseTest {
    private static final String COUNT = "SELECT count(*) FROM outbox";

    @Inject
    TenantDatabase database;

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String username;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @Test
    void hidesOtherTenantsRowsEvenFromAStatementThatForgetsTheTenant() {
        var tenant = Ids.next();
        insert(tenant, tenant);
        assertThat(database.<Long>read(tenant, TenantDatabaseTest::count)).isEqualTo(1);
        assertThat(database.<Long>read(Ids.next(), TenantDatabaseTest::count)).isZero();
        assertThat(database.<Long>inTransaction(Ids.next(), TenantDatabaseTest::count))
                .isZero();
    }

    @Test
    void refusesToWriteForAnotherTenant() {
        assertThatThrownBy(() -> insert(Ids.next(), Ids.next())).hasMessageContaining("row-level security");
    }

    @Test
    void showsNothingWithoutATenant() {
        var tenant = Ids.next();
        insert(tenant, tenant);
        var rows = pool.query(COUNT).execute().await().indefinitely();
        assertThat(rows.iterator().next().getLong(0)).isZero();
    }

    @Test
    void commitsAStatementThatIsSentWithItsTransaction() {
        var tenant = Ids.next();
        var row = database.atOnceAcrossTenants(
                connection -> send(connection, tenant).subscribeAsCompletionStage());
        assertThat(row.rowCount()).isEqualTo(1);
        assertThat(database.<Long>read(tenant, TenantDatabaseTest::count)).isEqualTo(1);
    }

    @Test
    void tellsWhyAStatementThatIsSentWithItsTransactionFailed() {
        assertThatThrownBy(() -> database.atOnceAcrossTenants(
                        connection -> connection.query("SELECT 1 / 0").execute().subscribeAsCompletionStage()))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("division by zero");
        assertThatThrownBy(() -> database.atOnceAcrossTenants(connection -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(database.<Long>read(Ids.next(), TenantDatabaseTest::count)).isZero();
    }

    @Test
    void keepsNothingOfATransactionThatFailed() {
        var tenant = Ids.next();
        assertThatThrownBy(() -> database.inTransaction(tenant, connection -> {
                    insertRow(connection, tenant);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(database.<Long>read(tenant, TenantDatabaseTest::count)).isZero();
    }

    @Test
    void goesOnAfterManyFailures() {
        for (var i = 0; i < 50; i++) {
            assertThatThrownBy(() -> database.read(Ids.next(), connection -> connection
                            .query("SELECT 1 / 0")
                            .execute()
                            .await()
                            .indefinitely()))
                    .hasMessageContaining("division by zero");
        }
        assertThat(database.<Long>read(Ids.next(), TenantDatabaseTest::count)).isZero();
    }

    @Test
    void saysThatPostgresIsAway() {
        var nobody = PgBuilder.pool()
                .connectingTo("postgresql://somebody:secret@127.0.0.1:"
                        + Ports.free(1).getFirst() + "/nothing")
                .build();
        var away = TenantDatabase.over(Pool.newInstance(nobody));
        assertThatThrownBy(() -> away.read(Ids.next(), TenantDatabaseTest::count))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(problem.retryAfter()).isPresent();
                    assertThat(problem.getMessage()).doesNotContain("127.0.0.1");
                });
        nobody.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void saysThatTheConnectionHasBroken() {
        assertThatThrownBy(() -> database.inTransaction(Ids.next(), connection -> connection
                        .query("SELECT pg_terminate_backend(pg_backend_pid())")
                        .execute()
                        .await()
                        .indefinitely()))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(database.<Long>read(Ids.next(), TenantDatabaseTest::count)).isZero();
    }

    @Test
    void saysThatPostgresIsAwayWhenTheServerOnlyReads() {
        var tenant = Ids.next();
        assertThatThrownBy(() -> database.inTransaction(tenant, connection -> {
                    connection
                            .query("SET TRANSACTION READ ONLY")
                            .execute()
                            .await()
                            .indefinitely();
                    return insertRow(connection, tenant);
                }))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void keepsTheConnectionThatComesWhenNobodyWaitsForItAnyMore() throws Exception {
        var only = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(url).setUser(username).setPassword(password))
                .with(new PoolOptions().setMaxSize(1))
                .build();
        var small = TenantDatabase.over(Pool.newInstance(only));
        var impatient = Thread.ofVirtual().unstarted(() -> small.read(Ids.next(), TenantDatabaseTest::count));
        impatient.setUncaughtExceptionHandler((thread, interrupted) -> {});
        small.inTransaction(Ids.next(), connection -> {
            impatient.start();
            await().until(() -> impatient.getState() == Thread.State.TIMED_WAITING);
            impatient.interrupt();
            return count(connection);
        });
        impatient.join();
        assertThat(small.<Long>read(Ids.next(), TenantDatabaseTest::count)).isZero();
        only.close().toCompletionStage().toCompletableFuture().join();
    }

    private void insert(UUID named, UUID written) {
        database.inTransaction(named, connection -> insertRow(connection, written));
    }

    private static Object insertRow(SqlConnection connection, UUID tenant) {
        return send(connection, tenant).await().indefinitely();
    }

    private static Uni<RowSet<Row>> send(SqlConnection connection, UUID tenant) {
        return connection
                .preparedQuery("INSERT INTO outbox VALUES ($1, $2, 'job', '{}')")
                .execute(Tuple.of(tenant, Ids.next()));
    }

    private static Long count(SqlConnection connection) {
        return connection
                .query(COUNT)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
