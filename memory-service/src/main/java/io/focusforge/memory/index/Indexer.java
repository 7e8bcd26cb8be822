package io.focusforge.memory.index;

import io.focusforge.memory.memories.Backlog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** The loop that keeps the index in step: what the queue brings at once, and now and then what the store says is still pending. */
@ApplicationScoped
class Indexer {
    private static final Logger LOG = Logger.getLogger(Indexer.class);
    private static final int SHARE_OF_TIME = 20;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final IndexQueue queue;
    private final IndexBatch batch;
    private final Backlog backlog;
    private final IndexConfig config;
    private final Counter indexed;
    private final Backoff backoff;
    private volatile Thread loop;
    private volatile boolean running;
    private boolean prepared;
    private long nextPoll = System.nanoTime();

    Indexer(IndexQueue queue, IndexBatch batch, Backlog backlog, IndexConfig config, MeterRegistry metrics) {
        this.queue = queue;
        this.batch = batch;
        this.backlog = backlog;
        this.config = config;
        this.indexed = metrics.counter("focusforge_memory_indexed");
        this.backoff = new Backoff(config.firstBackoff(), config.longestBackoff());
    }

    void start(@Observes StartupEvent event) {
        running = true;
        loop = Thread.ofVirtual().name("memory-indexer").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        loop.interrupt();
        loop.join(STOP);
    }

    private void run() {
        while (running) {
            try {
                step();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                pause(e.toString());
            }
        }
    }

    private void step() throws InterruptedException {
        if (!prepared) {
            backlog.prepare();
            prepared = true;
        }
        var changes = queue.take(Duration.ofNanos(Math.max(0, nextPoll - System.nanoTime())));
        if (!changes.isEmpty()) {
            note(batch.index(changes));
        }
        if (queue.hasOverflown() || System.nanoTime() >= nextPoll) {
            poll();
        }
    }

    private void poll() {
        var started = System.nanoTime();
        var working = new AtomicLong();
        nextPoll = Long.MAX_VALUE;
        backlog.drain(config.batchSize(), changes -> {
            var from = System.nanoTime();
            var goOn = note(batch.index(changes));
            working.addAndGet(System.nanoTime() - from);
            return running && goOn;
        });
        var asking = System.nanoTime() - started - working.get();
        var wait = Math.max(config.pollInterval().toNanos(), asking * SHARE_OF_TIME);
        nextPoll = Math.min(nextPoll, System.nanoTime() + wait);
    }

    /** @return whether to go on at once */
    private boolean note(IndexOutcome outcome) {
        indexed.increment(outcome.indexed());
        if (outcome.mayGoOn()) {
            backoff.reset();
            return true;
        }
        pause(outcome.outage().orElseThrow());
        return false;
    }

    private void pause(String reason) {
        if (!running) {
            return;
        }
        var wait = backoff.next();
        LOG.warnf("Memories wait to be indexed, trying again in %d ms: %s", wait.toMillis(), reason);
        nextPoll = System.nanoTime();
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
