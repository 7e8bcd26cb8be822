package io.focusforge.common.postgres;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The only way to Postgres. Every statement runs in a transaction that names its tenant, which the row-level security policies
 * read from {@code focusforge.tenant}; without one no row is seen. Blocking: call it on a virtual thread.
 *
 * <p>The setting is local to the transaction, so that it works through a pooler in transaction mode too. Without a connection it fails
 * with {@code unavailable}, or with {@code overloaded} when too many others have one.
 */
@ApplicationScoped
public class TenantDatabase {
    private static final String ALL_TENANTS = "*";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(TenantDatabase.class);

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
        var connection = connect();
        var begun = connection.query(begin(tenant.toString())).execute().subscribeAsCompletionStage();
        try {
            return work.apply(connection);
        } catch (RuntimeException e) {
            throw isAway(e) ? away(e) : e;
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

    /**
     * A transaction of one statement, for all tenants: begin, statement and commit are sent together, which saves a round trip. When the
     * statement fails, its commit is a rollback.
     */
    public <T> T atOnceAcrossTenants(Function<SqlConnection, CompletionStage<T>> statement) {
        var connection = connect();
        try {
            var begun = connection.query(begin(ALL_TENANTS)).execute().subscribeAsCompletionStage();
            var done = attempt(connection, statement).toCompletableFuture();
            var committed = connection.query("COMMIT").execute().subscribeAsCompletionStage();
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
        var cause = failure.getCause() instanceof RuntimeException known ? known : failure;
        return isAway(cause) ? away(cause) : cause;
    }

    // The beginning is sent with the first statement of the work, and looked at before the commit.
    private <T> T transaction(String tenant, Function<SqlConnection, T> work) {
        var connection = connect();
        try {
            var begun = connection.query(begin(tenant)).execute().subscribeAsCompletionStage();
            var result = attempt(connection, work);
            begun.orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
            connection.query("COMMIT").execute().await().atMost(TIMEOUT);
            return result;
        } catch (RuntimeException e) {
            throw isAway(e) ? away(e) : e;
        } finally {
            connection.close().subscribe().with(closed -> {}, failure -> {});
        }
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

    // Class 57P: the server is being stopped, or is not up yet.
    private static boolean isAway(RuntimeException failure) {
        return switch (failure) {
            case ClosedConnectionException closed -> true;
            case CompletionException broken -> broken.getCause() instanceof IOException;
            case PgException refusal ->
                refusal.getSqlState() != null && refusal.getSqlState().startsWith("57P");
            default -> false;
        };
    }

    private SqlConnection connect() {
        var asked = pool.getConnection().subscribeAsCompletionStage();
        try {
            return asked.get(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            giveBack(asked);
            throw new ProblemException(ErrorCode.OVERLOADED, "Too many requests wait for the database. Try again.")
                    .retryAfter(RETRY_AFTER);
        } catch (InterruptedException e) {
            giveBack(asked);
            Thread.currentThread().interrupt();
            throw away(e);
        } catch (ExecutionException e) {
            throw away(e.getCause());
        }
    }

    // The pool gives a connection also to those who have ceased to wait. One that nobody takes would be lost to it for
    // good.
    private static void giveBack(CompletableFuture<SqlConnection> asked) {
        var unused = asked.thenAccept(late -> late.close().subscribe().with(closed -> {}, failure -> {}));
    }

    private static ProblemException away(Throwable cause) {
        LOG.warnf("Postgres cannot be reached: %s", cause);
        return new ProblemException(ErrorCode.UNAVAILABLE, "The database cannot be reached. Try again in a moment.")
                .retryAfter(RETRY_AFTER);
    }

    // Every statement has an index, and one plan that is right for all parameters. A plan that is kept from a time when
    // a table was small
    // must not walk over all of it later, and none is made anew for each call.
    private static String begin(String tenant) {
        return "BEGIN; SET LOCAL focusforge.tenant = '" + tenant
                + "'; SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan";
    }
}
