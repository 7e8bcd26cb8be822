package io.focusforge.worker.dispatch;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.stream.ReadyStreams;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Moves jobs whose time has come from Postgres to the streams. The messages are appended before the commit: a message without a dispatched job
 * does no harm, a dispatched job without a message would wait for the sweeper.
 */
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final DispatchStore store;
    private final ReadyStreams streams;
    private final TenantDatabase database;
    private final DispatchBell bell;
    private final DispatchConfig config;
    private final Clock clock;
    private volatile boolean running;
    private volatile boolean full;
    private Thread loop;

    Dispatcher(
            DispatchStore store,
            ReadyStreams streams,
            TenantDatabase database,
            DispatchBell bell,
            DispatchConfig config,
            Clock clock) {
        this.store = store;
        this.streams = streams;
        this.database = database;
        this.bell = bell;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        running = true;
        loop = Thread.ofVirtual().name("dispatcher").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        bell.ring();
        loop.join(config.pollInterval().plusSeconds(2));
    }

    /** Places have become free. Rings only when jobs are waiting for them. */
    public void roomMade() {
        if (full) {
            bell.ring();
        }
    }

    private void run() {
        try {
            while (running) {
                round();
                Thread.sleep(config.linger());
                bell.await(config.pollInterval());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        try {
            database.acrossTenants(this::dispatch);
        } catch (RuntimeException e) {
            LOG.warnf("Cannot dispatch jobs, trying again: %s", e);
            Thread.sleep(config.pollInterval());
        }
    }

    private int dispatch(SqlConnection connection) {
        var places = store.places(connection, config.window());
        var picked = store.pick(connection, places, clock.instant());
        full = store.isAnyFull(places) || picked.size() >= config.window();
        streams.append(picked);
        if (picked.size() >= config.window()) {
            bell.ring();
        }
        return picked.size();
    }
}
