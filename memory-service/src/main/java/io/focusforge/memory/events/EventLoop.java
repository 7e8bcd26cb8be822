package io.focusforge.memory.events;

import io.focusforge.memory.memories.EventLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Tells what happens here at once, and now and then what a crash, another replica or a full queue has left. */
@ApplicationScoped
class EventLoop {
    private static final Logger LOG = Logger.getLogger(EventLoop.class);
    private static final int SHARE_OF_TIME = 20;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final EventLog log;
    private final EventRelay relay;
    private final EventsConfig config;
    private volatile Thread loop;
    private volatile boolean running;
    private long nextPoll = System.nanoTime();

    EventLoop(EventLog log, EventRelay relay, EventsConfig config) {
        this.log = log;
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
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        var untilPoll = Duration.ofNanos(nextPoll - System.nanoTime());
        var changed = log.changed(config.batchSize(), untilPoll, config.linger());
        if (!changed.isEmpty()) {
            attempt(() -> relay.relay(changed));
        }
        if (System.nanoTime() >= nextPoll) {
            poll();
        }
    }

    private void poll() {
        var started = System.nanoTime();
        attempt(() -> {
            boolean more;
            do {
                more = relay.relayRest();
            } while (running && more);
        });
        var asking = System.nanoTime() - started;
        nextPoll = System.nanoTime() + Math.max(config.pollInterval().toNanos(), asking * SHARE_OF_TIME);
    }

    private void attempt(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            if (running) {
                LOG.warnf("What happened to memories cannot be told now, trying again: %s", e);
            }
        }
    }
}
