package io.focusforge.orchestrator.publication;

import io.focusforge.orchestrator.relay.RelayWaker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Hands events over, a little after they are committed and many at a time, so that no request pays for it. */
@ApplicationScoped
class Publisher {
    private static final Logger LOG = Logger.getLogger(Publisher.class);
    private static final Duration STOP = Duration.ofSeconds(5);
    private final PublicationStore store;
    private final RelayWaker relay;
    private final PublicationConfig config;
    private Thread loop;

    Publisher(PublicationStore store, RelayWaker relay, PublicationConfig config) {
        this.store = store;
        this.relay = relay;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            loop = Thread.ofVirtual().name("event-publication").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (loop != null) {
            loop.interrupt();
            loop.join(STOP);
        }
    }

    private void run() {
        try {
            while (true) {
                if (!tryToPublish()) {
                    Thread.sleep(config.every());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether there may be more at once */
    private boolean tryToPublish() {
        try {
            var published = store.publish(config.batchSize());
            if (published > 0) {
                relay.committed();
            }
            return published == config.batchSize();
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warnf("Events cannot be handed over for webhooks now, trying again: %s", e);
            }
            return false;
        }
    }
}
