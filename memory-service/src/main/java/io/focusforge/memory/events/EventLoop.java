package io.focusforge.memory.events;

import io.focusforge.memory.backlog.BacklogLoop;
import io.focusforge.memory.memories.EventLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Tells what happens here at once, and now and then what a crash, another replica or a full queue has left. */
@ApplicationScoped
class EventLoop implements BacklogLoop.Work {
    private static final Logger LOG = Logger.getLogger(EventLoop.class);

    private final EventLog log;
    private final EventRelay relay;
    private final EventsConfig config;
    private final BacklogLoop loop;

    EventLoop(EventLog log, EventRelay relay, EventsConfig config) {
        this.log = log;
        this.relay = relay;
        this.config = config;
        this.loop = new BacklogLoop("memory-events", config.pollInterval(), this);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }

    @Override
    public boolean announced(Duration waiting) throws InterruptedException {
        var changed = log.changed(config.batchSize(), waiting, config.linger());
        if (!changed.isEmpty()) {
            relay.relay(changed);
        }
        return false;
    }

    @Override
    public Duration stored() {
        var started = System.nanoTime();
        boolean more;
        do {
            more = relay.relayRest();
        } while (loop.isRunning() && more);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    @Override
    public Duration failed(RuntimeException failure) {
        LOG.warnf("What happened to memories cannot be told now, trying again: %s", failure);
        return config.pollInterval();
    }
}
