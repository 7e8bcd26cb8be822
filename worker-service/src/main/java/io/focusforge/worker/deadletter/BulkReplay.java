package io.focusforge.worker.deadletter;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.finish.FinishObservers;
import io.focusforge.worker.job.JobKey;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;

/** Replays by filter, in the caller's transaction. */
@ApplicationScoped
class BulkReplay {
    private final BulkStore store;
    private final FinishObservers observers;
    private final Clock clock;

    BulkReplay(BulkStore store, FinishObservers observers, Clock clock) {
        this.store = store;
        this.observers = observers;
        this.clock = clock;
    }

    /** @param rate per second; null for all at once */
    ReplayedMany run(SqlConnection connection, Caller caller, Bulk bulk, Integer rate) {
        var matching = store.count(connection, caller, bulk.filter());
        var wanted = bulk.agreed(matching);
        var pace = new Pace(clock.instant().truncatedTo(ChronoUnit.MICROS), rate);
        var jobs = new ArrayList<JobKey>();
        var replayed = Bulk.inBatches(wanted, (done, most) -> {
            var batch = store.replay(connection, caller, bulk.filter(), pace, done, most);
            jobs.addAll(batch);
            return batch.size();
        });
        observers.revived(connection, jobs);
        return new ReplayedMany(replayed, matching - replayed, pace.start(), pace.at(Math.max(0, replayed - 1)));
    }
}
