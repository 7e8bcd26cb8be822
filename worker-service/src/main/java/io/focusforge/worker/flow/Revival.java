package io.focusforge.worker.flow;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.control.ControlStore;
import io.focusforge.worker.job.JobKey;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Brings the rest of a flow back with some of its jobs. */
@ApplicationScoped
class Revival {
    /** Flows that are looked at together, each of a thousand jobs at most. */
    private static final int AT_ONCE = 20;

    private final RevivalStore store;
    private final ControlStore control;

    Revival(RevivalStore store, ControlStore control) {
        this.store = store;
        this.control = control;
    }

    /**
     * @param flows locked
     * @param jobs queued again already
     */
    void revive(SqlConnection connection, List<JobKey> flows, Collection<JobKey> jobs, Instant now) {
        for (var from = 0; from < flows.size(); from += AT_ONCE) {
            var forest = store.load(connection, flows.subList(from, Math.min(flows.size(), from + AT_ONCE)));
            var back = forest.revive(jobs, node -> retry(connection, node, now));
            store.reopen(connection, back);
            store.letWait(connection, back, now);
        }
    }

    /** @return false when it was discarded, or is past its retention */
    private boolean retry(SqlConnection connection, Forest.Node node, Instant now) {
        var owner = new Caller(node.key().tenant(), node.user(), Set.of(), null);
        var job = control.lock(connection, owner, node.key().id());
        var queued = job.flatMap(found -> found.state().retry(now));
        return queued.filter(state -> control.store(connection, job.get(), state))
                .isPresent();
    }
}
