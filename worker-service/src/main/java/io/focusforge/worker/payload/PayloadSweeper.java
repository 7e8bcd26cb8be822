package io.focusforge.worker.payload;

import io.focusforge.common.objects.ObjectStore;
import io.focusforge.common.objects.ObjectStoreException;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.job.JobKey;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Removes payloads that no job refers to any more: first from what jobs can find, then the object, then what was known of it. */
@ApplicationScoped
class PayloadSweeper {
    private static final Logger LOG = Logger.getLogger(PayloadSweeper.class);
    private static final int AT_ONCE = 100;

    private final PayloadStore store;
    private final ObjectStore objects;
    private final TenantDatabase database;
    private final PayloadsConfig config;
    private final Clock clock;

    PayloadSweeper(
            PayloadStore store, ObjectStore objects, TenantDatabase database, PayloadsConfig config, Clock clock) {
        this.store = store;
        this.objects = objects;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.jobs.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        var now = clock.instant();
        var before = now.minus(config.keptUnused());
        var looked = AT_ONCE;
        while (looked == AT_ONCE) {
            var found = database.acrossTenants(connection -> store.look(connection, before, now, AT_ONCE));
            remove(found.going());
            looked = found.all();
        }
    }

    private void remove(List<JobKey> payloads) {
        var gone = payloads.stream().filter(this::delete).toList();
        if (!gone.isEmpty()) {
            database.acrossTenants(connection -> {
                store.forget(connection, gone);
                return gone;
            });
        }
    }

    /** @return whether it is gone; if not, it is tried again when it is old anew */
    private boolean delete(JobKey payload) {
        try {
            objects.delete(new PayloadRef(payload.id()).key(payload.tenant()));
            return true;
        } catch (ObjectStoreException e) {
            LOG.warnf("Cannot delete payload %s, trying again later: %s", payload.id(), e.getMessage());
            return false;
        }
    }
}
