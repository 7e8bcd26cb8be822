package io.focusforge.memory.consolidation;

import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.memories.Tending;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Carries runs on by one step: some memories of a user, or on to the next user. */
@ApplicationScoped
class Consolidations {
    private final RunStore store;
    private final Consolidation consolidation;
    private final Tending tending;
    private final ConsolidationConfig config;
    private final Clock clock;

    Consolidations(
            RunStore store, Consolidation consolidation, Tending tending, ConsolidationConfig config, Clock clock) {
        this.store = store;
        this.consolidation = consolidation;
        this.tending = tending;
        this.config = config;
        this.clock = clock;
    }

    /** @return whether there is more to do */
    boolean step(Owner asking, UUID id, boolean everyone) {
        var run = store.begin(asking.tenant(), id, everyone ? null : asking.user(), clock.instant());
        if (run.isDone()) {
            return false;
        }
        if (run.user() == null) {
            return goTo(run, null);
        }
        var owner = new Owner(run.tenant(), run.user());
        var memories = tending.next(owner, run.seq(), config.batchSize());
        if (memories.isEmpty()) {
            return everyone ? goTo(run, run.user()) : end(run);
        }
        store.move(run, run.user(), last(memories), consolidation.consolidate(owner, memories));
        return true;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        store.purge(clock.instant().minus(config.retention()));
    }

    private boolean goTo(Run run, UUID after) {
        var next = tending.userAfter(run.tenant(), after);
        next.ifPresent(user -> store.move(run, user, null, Tally.NONE));
        return next.isPresent() || end(run);
    }

    private boolean end(Run run) {
        store.finish(run, clock.instant());
        return false;
    }

    private static UUID last(List<Memory> memories) {
        return memories.getLast().seq();
    }
}
