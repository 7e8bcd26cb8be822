package io.focusforge.memory.conversations;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Removes tombstones whose time is over, and once more what belongs to them: a slow replica may have brought something back. */
@ApplicationScoped
public class ConversationSweeper {
    private static final int BATCH = 100;

    private final ConversationStore store;
    private final Remains remains;
    private final Clock clock;

    ConversationSweeper(ConversationStore store, Remains remains, Clock clock) {
        this.store = store;
        this.remains = remains;
        this.clock = clock;
    }

    @Scheduled(
            every = "{focusforge.conversations.sweep-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void sweep() {
        int removed;
        do {
            var tombstones = store.purgeable(clock.instant(), BATCH);
            tombstones.forEach(remains::remove);
            store.purge(tombstones);
            removed = tombstones.size();
        } while (removed == BATCH);
    }
}
