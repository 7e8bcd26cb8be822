package io.focusforge.memory.conversations;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes what is left of deleted conversations, and in the end their tombstones. */
@ApplicationScoped
public class ConversationSweeper {
    private static final int BATCH = 100;

    private final Burial burial;

    ConversationSweeper(Burial burial) {
        this.burial = burial;
    }

    @Scheduled(
            every = "{focusforge.conversations.sweep-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void sweep() {
        int done;
        do {
            var due = burial.due(BATCH);
            due.forEach(burial::sweep);
            done = due.size();
        } while (done == BATCH);
    }
}
