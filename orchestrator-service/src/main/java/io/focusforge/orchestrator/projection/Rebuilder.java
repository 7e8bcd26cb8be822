package io.focusforge.orchestrator.projection;

import io.focusforge.common.postgres.TenantDatabase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Goes on with rebuilds, step by step. Any replica takes the next step, so a rebuild survives the death of each. */
@ApplicationScoped
class Rebuilder {
    private static final Logger LOG = Logger.getLogger(Rebuilder.class);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private final RebuildStore store;
    private final RebuildSteps steps;
    private final TenantDatabase database;
    private final ProjectionConfig config;
    private final Clock clock;
    private final Semaphore asked = new Semaphore(0);
    private Thread loop;

    Rebuilder(RebuildStore store, RebuildSteps steps, TenantDatabase database, ProjectionConfig config, Clock clock) {
        this.store = store;
        this.steps = steps;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        loop = Thread.ofVirtual().name("rebuilds").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.interrupt();
        loop.join(STOP);
    }

    /** There is one to begin with. */
    void wake() {
        asked.release();
    }

    private void run() {
        try {
            while (true) {
                asked.tryAcquire(config.lookEvery().toMillis(), TimeUnit.MILLISECONDS);
                asked.drainPermits();
                while (!Thread.interrupted() && tryToStep()) {}
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryToStep() throws InterruptedException {
        try {
            return step();
        } catch (RuntimeException e) {
            LOG.warnf("Cannot go on with a rebuild, trying again: %s", e);
            Thread.sleep(config.lookEvery());
            return false;
        }
    }

    /** @return whether there was one to go on with */
    private boolean step() {
        return database.acrossTenants(connection -> store.due(connection, clock.instant()))
                .map(due -> step(due.insists()))
                .orElse(false);
    }

    private boolean step(boolean insisting) {
        var current = new AtomicReference<Rebuild>();
        try {
            return database.acrossTenants(connection -> {
                if (!insisting) {
                    Snapshot.begin(connection);
                }
                store.next(connection, clock.instant()).ifPresent(rebuild -> {
                    current.set(rebuild);
                    store.update(connection, steps.next(connection, rebuild), clock.instant());
                });
                return current.get() != null;
            });
        } catch (RuntimeException e) {
            if (current.get() == null && Snapshot.isRefusal(e)) {
                return true; // another replica has just taken this step
            }
            if (current.get() == null) {
                throw e;
            }
            failed(current.get(), e);
            return true;
        }
    }

    private void failed(Rebuild rebuild, RuntimeException cause) {
        LOG.warnf(
                "A step of rebuild %s has failed (%s): %s",
                rebuild.id(), rebuild.state().text(), cause);
        database.acrossTenants(connection -> store.lock(connection, rebuild.tenant(), rebuild.id())
                .map(present -> {
                    var later = clock.instant().plus(PAUSE);
                    store.update(connection, present.stepFailed(config.mostFailures()), later);
                    return present;
                }));
    }
}
