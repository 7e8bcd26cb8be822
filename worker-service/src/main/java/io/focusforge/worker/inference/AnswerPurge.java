package io.focusforge.worker.inference;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Removes answers past their retention, a little at a time. */
@ApplicationScoped
class AnswerPurge {
    private static final int AT_ONCE = 1_000;

    private final AnswerStore store;
    private final InferenceConfig config;
    private final Clock clock;

    AnswerPurge(AnswerStore store, InferenceConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.jobs.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        var before = clock.instant().minus(config.retention());
        var removed = AT_ONCE;
        while (removed == AT_ONCE) {
            removed = store.purge(before, AT_ONCE);
        }
    }
}
