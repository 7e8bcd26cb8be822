package io.focusforge.orchestrator.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps the gauges of what waits up to date, so that no scrape waits for the database. */
@ApplicationScoped
class BacklogGauges {
    private final BacklogStore store;
    private volatile Backlog last = Backlog.NONE;

    BacklogGauges(BacklogStore store, MeterRegistry registry) {
        this.store = store;
        registry.gauge("focusforge.sagas.pending", this, gauges -> gauges.last.sagasPending());
        registry.gauge("focusforge.sagas.overdue", this, gauges -> gauges.last.sagasOverdue());
        registry.gauge("focusforge.sagas.stuck", this, gauges -> gauges.last.sagasStuck());
        registry.gauge("focusforge.outbox.unsent", this, gauges -> gauges.last.outboxUnsent());
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void count() {
        last = store.count();
    }
}
