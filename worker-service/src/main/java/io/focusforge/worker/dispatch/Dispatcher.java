package io.focusforge.worker.dispatch;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.slot.Backlog;
import io.focusforge.worker.slot.DispatchBell;
import io.focusforge.worker.slot.Seats;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Finds jobs whose time has come. Those that a slot of this process is free for are claimed and started; of the others, a window goes to the
 * streams, where any worker finds them. Messages are appended before the commit: a message without a dispatched job does no harm, a dispatched
 * job without a message would wait for the sweeper.
 */
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final Picker picker;
    private final DispatchTools tools;
    private final TenantDatabase database;
    private final DispatchBell bell;
    private final Backlog backlog;
    private final DispatchConfig config;
    private volatile boolean running;
    private volatile Duration wait = Duration.ZERO;
    private Thread loop;

    Dispatcher(
            Picker picker,
            DispatchTools tools,
            TenantDatabase database,
            DispatchBell bell,
            Backlog backlog,
            DispatchConfig config) {
        this.picker = picker;
        this.tools = tools;
        this.database = database;
        this.bell = bell;
        this.backlog = backlog;
        this.config = config;
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

    private void run() {
        try {
            while (running) {
                round();
                Thread.sleep(config.linger());
                bell.await(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        try (var seats = tools.seats()) {
            var picked = database.acrossTenants(connection -> pick(connection, seats));
            picked.claimed().forEach(job -> tools.start(job, seats));
            backlog.know(picked.left(), picked.held());
            wait = picked.again() ? Duration.ZERO : until(picked.next());
        } catch (RuntimeException e) {
            LOG.warnf("Cannot dispatch jobs, trying again: %s", e);
            backlog.unknown();
            Thread.sleep(config.pollInterval());
        }
    }

    private Picked pick(SqlConnection connection, Seats seats) {
        var picked = picker.pick(connection, seats);
        tools.append(picked.dispatched());
        return picked;
    }

    private Duration until(Instant next) {
        var poll = config.pollInterval();
        var left = next == null ? poll : tools.until(next);
        return left.isNegative() ? Duration.ZERO : left.compareTo(poll) < 0 ? left : poll;
    }
}
