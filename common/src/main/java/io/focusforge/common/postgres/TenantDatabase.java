package io.focusforge.common.postgres;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The only way to Postgres. Every statement runs in a transaction that names its tenant, which the row-level security policies
 * read from {@code focusforge.tenant}; without one no row is seen. Blocking: call it on a virtual thread.
 *
 * <p>The setting is local to the transaction, so that it works through a pooler in transaction mode too. Without a connection it fails
 * with {@code unavailable}, or with {@code overloaded} when too many others have one.
 */
@ApplicationScoped
public class TenantDatabase implements TenantReads {
    private static final String ALL_TENANTS = "*";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String COMMIT = "COMMIT";
    private static final String COMMIT_AND_POSITION =
            COMMIT + "; SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint";

    private final Connections connections;
    private final Optional<CommitPositions> positions;

    @Inject
    TenantDatabase(Pool pool, Instance<CommitPositions> positions) {
        this(pool, positions.stream().filter(CommitPositions::wanted).findFirst());
    }

    private TenantDatabase(Pool pool, Optional<CommitPositions> positions) {
        this.connections = new Connections(pool);
        this.positions = positions;
    }

    /** Another server than that of the process. */
    public static TenantDatabase over(Pool pool) {
        return new TenantDatabase(pool, Optional.empty());
    }

    /** Commits when {@code work} returns, rolls back when it throws. */
    public <T> T inTransaction(UUID tenant, Function<SqlConnection, T> work) {
        return transaction(tenant.toString(), work);
    }

    /** For relays, sweepers and dispatchers, which serve all tenants. */
    public <T> T acrossTenants(Function<SqlConnection, T> work) {
        return transaction(ALL_TENANTS, work);
    }

    @Override
    public <T> T read(UUID tenant, Function<SqlConnection, T> work) {
        var connection = connections.take();
        var begun = connection.query(begin(tenant.toString())).execute().subscribeAsCompletionStage();
        try {
            return work.apply(connection);
        } catch (RuntimeException e) {
            throw Connections.failure(e);
        } finally {
            connection
                    .query(COMMIT)
                    .execute()
                    .onItemOrFailure()
                    .transformToUni((done, failure) -> connection.close())
                    .subscribe()
                    .with(closed -> {}, failure -> {});
            begun.cancel(false);
        }
    }

    /**
     * A transaction of one statement, for all tenants: begin, statement and commit are sent together, which saves a round trip. When the
     * statement fails, its commit is a rollback.
     */
    public <T> T atOnceAcrossTenants(Function<SqlConnection, CompletionStage<T>> statement) {
        var connection = connections.take();
        try {
            var begun = connection.query(begin(ALL_TENANTS)).execute().subscribeAsCompletionStage();
            var done = attempt(connection, statement).toCompletableFuture();
            var committed = connection.query(COMMIT).execute().subscribeAsCompletionStage();
            CompletableFuture.allOf(begun, done, committed)
                    .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return done.join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        } finally {
            connection.close().subscribe().with(closed -> {}, failure -> {});
        }
    }

    private static RuntimeException unwrapped(CompletionException failure) {
        return Connections.failure(failure.getCause() instanceof RuntimeException known ? known : failure);
    }

    // The beginning is sent with the first statement of the work, and looked at before the commit.
    private <T> T transaction(String tenant, Function<SqlConnection, T> work) {
        var connection = connections.take();
        try {
            var begun = connection.query(begin(tenant)).execute().subscribeAsCompletionStage();
            var result = attempt(connection, work);
            begun.orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
            commit(connection);
            return result;
        } catch (RuntimeException e) {
            throw Connections.failure(e);
        } finally {
            connection.close().subscribe().with(closed -> {}, failure -> {});
        }
    }

    // The position comes with the answer to the commit, and is not before that of anything committed by it.
    private void commit(SqlConnection connection) {
        if (positions.isEmpty()) {
            connection.query(COMMIT).execute().await().atMost(TIMEOUT);
            return;
        }
        var answer = connection.query(COMMIT_AND_POSITION).execute().await().atMost(TIMEOUT);
        positions.get().ended(answer.next().iterator().next().getLong(0));
    }

    private static <T> T attempt(SqlConnection connection, Function<SqlConnection, T> work) {
        try {
            return work.apply(connection);
        } catch (Throwable e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static void rollBack(SqlConnection connection, Throwable cause) {
        try {
            connection.query("ROLLBACK").execute().await().atMost(TIMEOUT);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    // Every statement has an index, and one plan that is right for all parameters. A plan that is kept from a time when
    // a table was small
    // must not walk over all of it later, and none is made anew for each call.
    private static String begin(String tenant) {
        return "BEGIN; SET LOCAL focusforge.tenant = '" + tenant
                + "'; SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan";
    }
}
