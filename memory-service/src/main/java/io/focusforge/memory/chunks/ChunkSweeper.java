package io.focusforge.memory.chunks;

import io.focusforge.common.postgres.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes what is left of old versions and deleted documents, a block of neighbours in each transaction. */
@ApplicationScoped
class ChunkSweeper {
    private static final int MOST_AT_ONCE = 1_000;

    private final TenantDatabase database;
    private final Leftovers leftovers;

    ChunkSweeper(TenantDatabase database, Leftovers leftovers) {
        this.database = database;
        this.leftovers = leftovers;
    }

    @Scheduled(
            every = "{focusforge.documents.chunks.sweep-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        for (var i = 0; i < MOST_AT_ONCE; i++) {
            if (!database.acrossTenants(leftovers::removeSome)) {
                return;
            }
        }
    }
}
