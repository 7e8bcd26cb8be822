package io.focusforge.worker.queue;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.slot.DispatchBell;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * What this process knows of paused queues. All gates are closed until Postgres has been asked for the first time, so that a restart starts
 * nothing of a paused queue; while Postgres is away they stay as they were.
 */
@ApplicationScoped
public class QueueGates {
    private static final Logger LOG = Logger.getLogger(QueueGates.class);
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final QueueStore store;
    private final TenantDatabase database;
    private final DispatchBell bell;
    private final QueuesConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Set<String> paused;
    private volatile boolean reachable = true;
    private Thread loop;

    QueueGates(QueueStore store, TenantDatabase database, DispatchBell bell, QueuesConfig config) {
        this.store = store;
        this.database = database;
        this.bell = bell;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        loop = Thread.ofVirtual().name("queue-gates").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.interrupt();
        loop.join(MOMENT);
    }

    public boolean isOpen(String queue) {
        var known = paused;
        return known != null && !known.contains(queue);
    }

    /** Returns at once unless the queue is paused; then when it is resumed. */
    public void awaitOpen(String queue) throws InterruptedException {
        if (isOpen(queue)) {
            return;
        }
        lock.lockInterruptibly();
        try {
            while (!isOpen(queue)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Asks Postgres now. One at a time, so that an older answer never replaces a newer one. */
    synchronized void look() {
        know(database.acrossTenants(store::paused));
    }

    private void know(Set<String> now) {
        lock.lock();
        try {
            var opened = paused == null || !now.containsAll(paused);
            paused = now;
            if (opened) {
                changed.signalAll();
                bell.ring();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                tryToLook();
                Thread.sleep(config.pauseCheck());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToLook() {
        try {
            look();
            reachable = true;
        } catch (RuntimeException e) {
            if (reachable) {
                LOG.warnf("Cannot look which queues are paused, trying again: %s", e);
            }
            reachable = false;
        }
    }
}
