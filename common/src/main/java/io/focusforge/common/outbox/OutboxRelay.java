package io.focusforge.common.outbox;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells what the outbox holds, a loop per kind, so that one receiver's failure does not hold up the other. With several replicas one
 * relays at a time, in the order of ids.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private final OutboxStore store;
    private final OutboxSignal signal;
    private final OutboxConfig config;
    private final List<OutboxSink> sinks;
    private final Map<OutboxMessage.Kind, Thread> loops = new ConcurrentHashMap<>();
    private volatile boolean running;

    OutboxRelay(OutboxStore store, OutboxSignal signal, OutboxConfig config, @All List<OutboxSink> sinks) {
        this.store = store;
        this.signal = signal;
        this.config = config;
        this.sinks = sinks;
    }

    void start(@Observes StartupEvent event) {
        running = true;
        for (var sink : sinks) {
            loops.put(
                    sink.kind(),
                    Thread.ofVirtual().name("outbox-" + sink.kind().column()).start(() -> relay(sink)));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        signal.wake();
        for (var loop : loops.values()) {
            loop.join(config.pollInterval().plusSeconds(2));
        }
    }

    private void relay(OutboxSink sink) {
        try {
            var seen = -1L;
            while (running) {
                var more = tellBatch(sink);
                Thread.sleep(config.linger());
                if (!more) {
                    seen = signal.await(seen, config.pollInterval());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether there may be more at once */
    private boolean tellBatch(OutboxSink sink) throws InterruptedException {
        try {
            resendAfterLoss(sink);
            return store.relay(sink) == config.batchSize();
        } catch (RuntimeException e) {
            LOG.warnf("Cannot relay %ss, trying again: %s", sink.kind().column(), e);
            Thread.sleep(config.pollInterval());
            return true;
        }
    }

    private void resendAfterLoss(OutboxSink sink) {
        if (sink.hasLostItsData()) {
            LOG.warnf(
                    "The receiver of %ss has lost its data; telling it again",
                    sink.kind().column());
            store.markUnsent(sink.kind());
            sink.recovered();
        }
    }
}
