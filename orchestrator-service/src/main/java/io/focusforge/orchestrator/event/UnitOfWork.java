package io.focusforge.orchestrator.event;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.relay.RelayWaker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/** A transaction whose statements go out without waiting for each other, and which wakes the outbox's relay when it has committed. */
@ApplicationScoped
public class UnitOfWork {
    private final TenantDatabase database;
    private final RelayWaker relay;

    UnitOfWork(TenantDatabase database, RelayWaker relay) {
        this.database = database;
        this.relay = relay;
    }

    /** Commits when {@code work} returns and all that it has sent has succeeded; else rolls back and throws. */
    public <T> T commit(UUID tenant, Function<Pipeline, T> work) {
        var result = database.inTransaction(tenant, connection -> {
            var pipeline = new Pipeline(connection);
            var worked = work.apply(pipeline);
            pipeline.await();
            return worked;
        });
        relay.committed();
        return result;
    }
}
