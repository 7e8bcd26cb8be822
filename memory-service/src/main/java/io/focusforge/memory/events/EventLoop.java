package io.focusforge.memory.events;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks again and again whether there is something to tell. */
@ApplicationScoped
class EventLoop {
    private static final Logger LOG = Logger.getLogger(EventLoop.class);
    private static final int SHARE_OF_TIME = 20;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final EventRelay relay;
    private final EventsConfig config;
    private volatile Thread loop;
    private volatile boolean running;

    EventLoop(EventRelay relay, EventsConfig config) {
        this.relay = relay;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        running = true;
        loop = Thread.ofVirtual().name("memory-events").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        loop.interrupt();
        loop.join(STOP);
    }

    private void run() {
        try {
            while (running) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        var started = System.nanoTime();
        if (!tryToRelay()) {
            var asking = System.nanoTime() - started;
            Thread.sleep(Duration.ofNanos(Math.max(config.pollInterval().toNanos(), asking * SHARE_OF_TIME)));
        }
    }

    private boolean tryToRelay() {
        try {
            return relay.relay();
        } catch (RuntimeException e) {
            if (running) {
                LOG.warnf("What happened to memories cannot be told now, trying again: %s", e);
            }
            return false;
        }
    }
}
