package io.focusforge.memory.expiry;

import io.focusforge.memory.index.IndexStore;
import io.focusforge.memory.memories.Graveyard;
import io.focusforge.memory.memories.NamespaceRemoval;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.IntSupplier;

/** Does in bounded batches what a TTL index would do, and keeps the search index in step meanwhile. */
@ApplicationScoped
public class Sweeper {
    private final Graveyard graveyard;
    private final NamespaceRemoval removal;
    private final IndexStore index;
    private final ExpiryConfig config;
    private final Clock clock;

    Sweeper(Graveyard graveyard, NamespaceRemoval removal, IndexStore index, ExpiryConfig config, Clock clock) {
        this.graveyard = graveyard;
        this.removal = removal;
        this.index = index;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{focusforge.memory.expiry.sweep-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void sweep() {
        repeat(() -> graveyard.buryExpired(clock.instant(), config.batchSize()));
        removal.goOn();
        repeat(this::purge);
    }

    private void repeat(IntSupplier batch) {
        int removed;
        do {
            removed = batch.getAsInt();
        } while (removed == config.batchSize());
    }

    // Removed from the index once more: a slow replica may have brought a row back since the burial.
    private int purge() {
        var tombstones = graveyard.purgeable(clock.instant(), config.batchSize());
        index.remove(tombstones);
        graveyard.purge(tombstones);
        return tombstones.size();
    }
}
