package io.focusforge.common.postgres;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Takes connections out of a pool, and knows which failures mean that its server is away. */
record Connections(Pool pool) {
    private static final String READ_ONLY = "25006";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(TenantDatabase.class);

    SqlConnection take() {
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

    /** What to say of a failure of a statement. */
    static RuntimeException failure(RuntimeException failure) {
        return isAway(failure) ? away(failure) : failure;
    }

    // Class 57P: the server is being stopped, or is not up yet. 25006: another one leads by now, and this one only
    // reads.
    private static boolean isAway(RuntimeException failure) {
        return switch (failure) {
            case ClosedConnectionException closed -> true;
            case CompletionException broken -> broken.getCause() instanceof IOException;
            case PgException refusal ->
                refusal.getSqlState() != null
                        && (refusal.getSqlState().startsWith("57P")
                                || refusal.getSqlState().equals(READ_ONLY));
            default -> false;
        };
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
}
