package io.focusforge.worker.recover;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.dispatch.DispatchStore;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.slot.DispatchBell;
import io.focusforge.worker.stream.ReadyMessage;
import io.focusforge.worker.stream.ReadyStreams;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Compares what Postgres takes for dispatched with what is in the streams. Since messages are appended before the dispatch commits and deleted
 * after the job has ended, a dispatched job without a message has lost it.
 */
@ApplicationScoped
public class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    private final DispatchStore store;
    private final ReadyStreams streams;
    private final TenantDatabase database;
    private final DispatchBell bell;
    private final Clock clock;

    Reconciler(DispatchStore store, ReadyStreams streams, TenantDatabase database, DispatchBell bell, Clock clock) {
        this.store = store;
        this.streams = streams;
        this.database = database;
        this.bell = bell;
        this.clock = clock;
    }

    /** Looks at everything that is dispatched now. */
    public void reconcile(String queue) {
        reconcile(queue, clock.instant().plusSeconds(1));
    }

    /** Looks at what was dispatched before this instant. */
    void reconcile(String queue, Instant before) {
        var dispatched = database.acrossTenants(connection -> store.dispatched(connection, queue, before));
        if (dispatched.isEmpty()) {
            return;
        }
        var present = streams.jobsIn(queue);
        var lost = dispatched.stream().filter(Predicate.not(present::contains)).toList();
        var seen = dispatched.stream().filter(present::contains).toList();
        database.acrossTenants(connection -> {
            store.seen(connection, seen, clock.instant());
            return store.takeBack(connection, lost, clock.instant());
        });
        report(queue, lost);
    }

    /** Deletes messages that their readers left lying, and queues again those of their jobs that still wait. */
    void takeOver(String queue, Duration idle) {
        var messages = streams.takeOver(queue, idle);
        if (messages.isEmpty()) {
            return;
        }
        streams.acknowledge(messages);
        var jobs = messages.stream().map(ReadyMessage::job).distinct().toList();
        database.acrossTenants(connection -> store.takeBack(connection, jobs, clock.instant()));
        bell.ring();
    }

    void forgetConsumers(String queue, Duration idle) {
        streams.forgetConsumers(queue, idle);
    }

    private void report(String queue, Collection<JobKey> lost) {
        if (!lost.isEmpty()) {
            LOG.infof("Redis has lost %d jobs of queue %s; dispatching them again", lost.size(), queue);
            bell.ring();
        }
    }

    List<String> overdue(Instant before) {
        return database.acrossTenants(connection -> store.overdue(connection, before));
    }
}
