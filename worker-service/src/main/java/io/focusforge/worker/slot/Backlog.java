package io.focusforge.worker.slot;

import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.StreamKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What this process knows about jobs that wait in Postgres although they may run: as long as none does that comes before it, a new job need
 * not wait. It may be wrong for as long as the dispatcher polls, in that jobs of another replica wait; then a new one overtakes them.
 */
@ApplicationScoped
public class Backlog {
    /** Who waits before a new job. */
    public enum Ahead {
        NOBODY,
        /** Only other tenants, at the same priority. */
        OTHERS,
        /** Jobs of the same tenant, or of a sooner priority. */
        ITS_OWN
    }

    /**
     * @param tenants those that have jobs in a stream
     * @param all whether there may be more of them
     */
    public record Waiting(Set<UUID> tenants, boolean all) {
        static final Waiting UNKNOWN = new Waiting(Set.of(), true);

        public Waiting {
            var some = ConcurrentHashMap.<UUID>newKeySet();
            some.addAll(tenants);
            tenants = some;
        }

        boolean has(UUID tenant) {
            return all || tenants.contains(tenant);
        }

        void add(UUID tenant) {
            if (!has(tenant)) {
                tenants.add(tenant);
            }
        }
    }

    private final DispatchBell bell;
    private final JobsConfig config;
    private final Map<StreamKey, Waiting> waiting = new ConcurrentHashMap<>();
    /** Queues with jobs that only their tenants' limits keep from running. */
    private volatile Set<String> held = Set.of();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition less = lock.newCondition();

    public Backlog(DispatchBell bell, JobsConfig config) {
        this.bell = bell;
        this.config = config;
        unknown();
    }

    public boolean isIn(String queue) {
        return Priority.all().stream().anyMatch(priority -> waiting.containsKey(new StreamKey(queue, priority)));
    }

    public Ahead aheadOf(StreamKey stream, UUID tenant) {
        for (var priority : Priority.all()) {
            var sooner = waiting.get(new StreamKey(stream.queue(), priority));
            if (priority == stream.priority()) {
                return sooner == null ? Ahead.NOBODY : sooner.has(tenant) ? Ahead.ITS_OWN : Ahead.OTHERS;
            }
            if (sooner != null) {
                return Ahead.ITS_OWN;
            }
        }
        throw new IllegalArgumentException("no such priority");
    }

    /** Returns when nothing waits, or the time is over. */
    public void awaitNone(String queue, Duration atMost) throws InterruptedException {
        var left = TimeUnit.NANOSECONDS.convert(atMost);
        lock.lock();
        try {
            while (isIn(queue) && left > 0) {
                left = less.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A job that may run was left for the dispatcher. */
    public void add(StreamKey stream, UUID tenant) {
        waiting.computeIfAbsent(stream, first -> new Waiting(Set.of(), false)).add(tenant);
        bell.ring();
    }

    /** Slots have become free. */
    public void slotsFreed(String queue) {
        if (isIn(queue) || held.contains(queue)) {
            bell.ring();
        }
    }

    /** Ends of jobs are on record: until then they count against the limits of their tenants. */
    public void limitsFreed(String queue) {
        if (held.contains(queue)) {
            bell.ring();
        }
    }

    /** What the dispatcher has left. Of what was added meanwhile the bell has told. */
    public void know(Map<StreamKey, Waiting> left, Set<String> heldByLimits) {
        held = Set.copyOf(heldByLimits);
        waiting.keySet().retainAll(left.keySet());
        waiting.putAll(left);
        lock.lock();
        try {
            less.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public void unknown() {
        for (var queue : config.queues()) {
            Priority.all().forEach(priority -> waiting.put(new StreamKey(queue, priority), Waiting.UNKNOWN));
        }
    }
}
