package io.focusforge.gateway.operations;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.gateway.resource.Rows;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether a pooled connection answers, and how many there are. */
@ApplicationScoped
class DatabaseCheck {
    private final TenantDatabase database;
    private final Pool pool;
    private final ExecutorService threads;
    private final OperationsConfig config;
    private final int maxConnections;

    DatabaseCheck(
            TenantDatabase database,
            Pool pool,
            @VirtualThreads ExecutorService threads,
            OperationsConfig config,
            @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int maxConnections) {
        this.database = database;
        this.pool = pool;
        this.threads = threads;
        this.config = config;
        this.maxConnections = maxConnections;
    }

    SuiteHealth.Pooling check() {
        var answered = CompletableFuture.supplyAsync(this::ask, threads)
                .completeOnTimeout(false, config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> false)
                .join();
        return new SuiteHealth.Pooling(State.active(answered), openConnections(), maxConnections);
    }

    int openConnections() {
        return pool.size();
    }

    private boolean ask() {
        return database.acrossTenants(connection ->
                Rows.execute(connection, "SELECT 1", Tuple.tuple()).size() == 1);
    }
}
