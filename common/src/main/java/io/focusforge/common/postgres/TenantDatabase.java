package io.focusforge.common.postgres;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The only way to Postgres. Every statement runs in a transaction that names its tenant, which the row-level security policies
 * read from {@code focusforge.tenant}; without one no row is seen. Blocking: call it on a virtual thread.
 *
 * <p>The setting is local to the transaction, so that it works through a pooler in transaction mode too.
 */
@ApplicationScoped
public class TenantDatabase {
    private static final String ALL_TENANTS = "*";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Pool pool;

    TenantDatabase(Pool pool) {
        this.pool = pool;
    }

    /** Commits when {@code work} returns, rolls back when it throws. */
    public <T> T inTransaction(UUID tenant, Function<SqlConnection, T> work) {
        return transaction(tenant.toString(), work);
    }

    /** For relays, sweepers and dispatchers, which serve all tenants. */
    public <T> T acrossTenants(Function<SqlConnection, T> work) {
        return transaction(ALL_TENANTS, work);
    }

    /** Reads with one round trip: begin, query and commit are sent together. {@code work} changes nothing. */
    public <T> T read(UUID tenant, Function<SqlConnection, T> work) {
        var connection = pool.getConnection().await().atMost(TIMEOUT);
        var begun = connection.query(begin(tenant.toString())).execute().subscribeAsCompletionStage();
        try {
            return work.apply(connection);
        } finally {
            connection
                    .query("COMMIT")
                    .execute()
                    .onItemOrFailure()
                    .transformToUni((done, failure) -> connection.close())
                    .subscribe()
                    .with(closed -> {}, failure -> {});
            begun.cancel(false);
        }
    }

    // The beginning is sent with the first statement of the work, and looked at before the commit.
    private <T> T transaction(String tenant, Function<SqlConnection, T> work) {
        var connection = pool.getConnection().await().atMost(TIMEOUT);
        try {
            var begun = connection.query(begin(tenant)).execute().subscribeAsCompletionStage();
            var result = attempt(connection, work);
            begun.orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
            connection.query("COMMIT").execute().await().atMost(TIMEOUT);
            return result;
        } finally {
            connection.close().subscribe().with(closed -> {}, failure -> {});
        }
    }

    private static <T> T attempt(SqlConnection connection, Function<SqlConnection, T> work) {
        try {
            return work.apply(connection);
        } catch (Throwable e) {
            connection.query("ROLLBACK").execute().await().atMost(TIMEOUT);
            throw e;
        }
    }

    private static String begin(String tenant) {
        return "BEGIN; SELECT set_config('focusforge.tenant', '" + tenant + "', true)";
    }
}
