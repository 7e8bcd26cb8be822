package io.focusforge.worker.deadletter;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.finish.FinishObservers;
import io.focusforge.worker.job.JobKey;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;

/** Replays by filter, in the caller's transaction. What the letters' flows lock is locked for all of them first. */
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
        var found = store.find(connection, caller, bulk.filter(), wanted);
        observers.before(connection, found);
        var replayed = new ArrayList<JobKey>(found.size());
        for (var from = 0; from < found.size(); from += Bulk.BATCH) {
            var batch = found.subList(from, Math.min(found.size(), from + Bulk.BATCH));
            replayed.addAll(store.replay(connection, caller, bulk.filter(), batch, pace, replayed.size()));
        }
        observers.revived(connection, replayed);
        return new ReplayedMany(
                replayed.size(), matching - replayed.size(), pace.start(), pace.at(Math.max(0, replayed.size() - 1)));
    }
}
