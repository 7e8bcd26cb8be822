package io.focusforge.worker.flow;

import io.focusforge.common.outbox.Outbox;
import io.focusforge.worker.finish.Finish;
import io.focusforge.worker.finish.FinishObserver;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.slot.DispatchBell;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps flows going when one of their jobs has ended, in the transaction of that end. */
@ApplicationScoped
class FlowKeeper implements FinishObserver {
    private final FlowStore store;
    private final Cascade cascade;
    private final Revival revival;
    private final DispatchBell bell;
    private final Outbox outbox;
    private final Clock clock;
    /** Another's commit may take it away: then the job is found at the dispatcher's next look. */
    private final AtomicBoolean moved = new AtomicBoolean();

    FlowKeeper(FlowStore store, Cascade cascade, Revival revival, DispatchBell bell, Outbox outbox, Clock clock) {
        this.store = store;
        this.cascade = cascade;
        this.revival = revival;
        this.bell = bell;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public boolean before(SqlConnection connection, Collection<JobKey> jobs) {
        return !store.lock(connection, jobs).isEmpty();
    }

    @Override
    public void finished(SqlConnection connection, List<Finish> finishes) {
        var ended = store.record(connection, finishes);
        if (!ended.isEmpty()) {
            fail(connection, ended);
            release(connection, ended);
            moved.set(true);
        }
    }

    @Override
    public void revived(SqlConnection connection, Collection<JobKey> jobs) {
        var flows = store.lock(connection, jobs);
        if (!flows.isEmpty()) {
            revival.revive(connection, flows, jobs, clock.instant());
        }
    }

    @Override
    public void committed() {
        if (moved.getAndSet(false)) {
            bell.ring();
            outbox.committed();
        }
    }

    private void fail(SqlConnection connection, List<FlowStore.Ended> ended) {
        var failed = ended.stream()
                .filter(job -> !job.successful())
                .map(FlowStore.Ended::job)
                .toList();
        if (!failed.isEmpty()) {
            cascade.failed(connection, failed, clock.instant());
        }
    }

    private void release(SqlConnection connection, List<FlowStore.Ended> ended) {
        var parents = ended.stream()
                .map(FlowStore.Ended::parent)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!parents.isEmpty()) {
            store.release(connection, parents, clock.instant());
        }
    }
}
