package io.focusforge.worker.slot;

import io.focusforge.worker.job.JobsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process knows about jobs that wait in Postgres although they may run: as long as none does, a new job need not wait behind others.
 * It may be wrong for as long as the dispatcher polls, in that jobs of another replica wait; then a new one overtakes them.
 */
@ApplicationScoped
public class Backlog {
    private final DispatchBell bell;
    private final JobsConfig config;
    private final Set<String> queues = ConcurrentHashMap.newKeySet();

    public Backlog(DispatchBell bell, JobsConfig config) {
        this.bell = bell;
        this.config = config;
        unknown();
    }

    public boolean isIn(String queue) {
        return queues.contains(queue);
    }

    /** A job that may run was left for the dispatcher. */
    public void add(String queue) {
        queues.add(queue);
        bell.ring();
    }

    /** Slots have become free. */
    public void slotsFreed(String queue) {
        if (isIn(queue)) {
            bell.ring();
        }
    }

    /** The dispatcher has left jobs in these. Of what was added meanwhile the bell has told. */
    public void know(Set<String> left) {
        queues.retainAll(left);
        queues.addAll(left);
    }

    public void unknown() {
        queues.addAll(config.queues());
    }
}
