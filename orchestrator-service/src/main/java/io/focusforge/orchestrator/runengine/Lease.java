package io.focusforge.orchestrator.runengine;

import io.focusforge.common.id.Ids;
import io.focusforge.orchestrator.runstore.EngineStore;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What allows an engine to have runs. Its id is the fencing number: one that was lost never comes back, and the engine goes on under another.
 */
final class Lease {
    private static final Logger LOG = Logger.getLogger(Lease.class);

    private final EngineStore store;
    private final Duration length;
    private volatile UUID engine;
    private volatile long renewed;
    private Runnable onLoss = () -> {};

    Lease(EngineStore store, Duration length) {
        this.store = store;
        this.length = length;
    }

    void onLoss(Runnable action) {
        onLoss = action;
    }

    /** @return null while there is none */
    UUID engine() {
        return engine;
    }

    /** Renews it, or takes a new one. */
    void keep() {
        var before = System.nanoTime();
        var current = engine;
        if (current == null) {
            take(before);
        } else if (isOver(before)) {
            lose(current);
        } else if (store.renew(current, length)) {
            renewed = before;
        } else {
            lose(current);
        }
    }

    /** Without a word from Postgres; for when it does not answer. */
    void check() {
        var current = engine;
        if (current != null && isOver(System.nanoTime())) {
            lose(current);
        }
    }

    void lose(UUID lost) {
        synchronized (this) {
            if (!lost.equals(engine)) {
                return;
            }
            engine = null;
        }
        LOG.warn("This engine was not heard of for too long; others go on with its runs");
        onLoss.run();
    }

    private void take(long before) {
        var next = Ids.next();
        store.register(next, length);
        renewed = before;
        engine = next;
    }

    private boolean isOver(long now) {
        return now - renewed > length.toNanos();
    }
}
