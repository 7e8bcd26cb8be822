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
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final EventRelay relay;
    private final EventsConfig config;
    private volatile Thread loop;
    private volatile boolean running;
    private Duration before = Duration.ZERO;

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
            Thread.sleep(pause(Duration.ofNanos(System.nanoTime() - started)));
        }
    }

    /** One slow look, such as the first, says little. */
    private Duration pause(Duration asking) {
        var usual = asking.compareTo(before) < 0 ? asking : before;
        before = asking;
        var wait = usual.multipliedBy(SHARE_OF_TIME);
        var bounded = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
        return bounded.compareTo(config.pollInterval()) > 0 ? bounded : config.pollInterval();
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
