package io.focusforge.worker.flow;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.recover.RecoveryConfig;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What was to be ended, and is not yet: jobs that wait past their deadline, and those that somebody else was changing at the time. */
@ApplicationScoped
class Leftovers {
    private final FlowStore flows;
    private final CascadeStore store;
    private final Cascade cascade;
    private final RecoveryConfig config;
    private final Clock clock;

    Leftovers(FlowStore flows, CascadeStore store, Cascade cascade, RecoveryConfig config, Clock clock) {
        this.flows = flows;
        this.store = store;
        this.cascade = cascade;
        this.config = config;
        this.clock = clock;
    }

    /** Looks once more when it has their flows: others may have ended them meanwhile. */
    int end(SqlConnection connection) {
        var late = late(connection);
        var left = left(connection);
        if (late.isEmpty() && left.isEmpty()) {
            return 0;
        }
        flows.lock(connection, Stream.concat(late.stream(), left.stream()).toList());
        var now = clock.instant();
        cascade.bury(
                connection,
                both(late, late(connection)),
                now,
                "deadline_exceeded",
                "The job could not be started before its deadline.");
        cascade.cancel(connection, both(left, left(connection)), now);
        return late.size() + left.size();
    }

    private List<JobKey> late(SqlConnection connection) {
        return store.late(connection, clock.instant(), config.batchSize());
    }

    private List<JobKey> left(SqlConnection connection) {
        return store.leftBehind(connection, config.batchSize());
    }

    private static List<JobKey> both(List<JobKey> before, List<JobKey> now) {
        var same = new ArrayList<>(now);
        same.retainAll(before);
        return same;
    }
}
