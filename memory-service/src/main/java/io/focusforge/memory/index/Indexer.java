package io.focusforge.memory.index;

import io.focusforge.memory.memories.Backlog;
import io.focusforge.memory.memories.PendingChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The loop that keeps the index in step: what the queue brings at once, and now and then what the store says is still pending. While one
 * batch is written the next is embedded, so that the model does not wait for the databases.
 */
@ApplicationScoped
class Indexer {
    private static final Logger LOG = Logger.getLogger(Indexer.class);
    private static final int SHARE_OF_TIME = 20;
    private static final Executor WRITER = Thread::startVirtualThread;
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
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
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
        if (changes.isEmpty()) {
            written();
        } else {
            index(changes);
        }
        if (queue.hasOverflown() || System.nanoTime() >= nextPoll) {
            poll();
        }
    }

    // What is on its way into the index must not be found in the store once more.
    private void poll() {
        written();
        var started = System.nanoTime();
        var working = new AtomicLong();
        nextPoll = Long.MAX_VALUE;
        backlog.drain(config.batchSize(), changes -> {
            var from = System.nanoTime();
            var goOn = index(changes);
            working.addAndGet(System.nanoTime() - from);
            return running && goOn;
        });
        written();
        var asking = System.nanoTime() - started - working.get();
        var wait = Math.max(config.pollInterval().toNanos(), asking * SHARE_OF_TIME);
        nextPoll = Math.min(nextPoll, System.nanoTime() + wait);
    }

    /** @return whether to go on at once */
    private boolean index(List<PendingChange> changes) {
        var prepared = batch.prepare(changes);
        written();
        writing = CompletableFuture.supplyAsync(() -> batch.write(prepared), WRITER)
                .thenAccept(this::note);
        prepared.outage().ifPresent(reason -> {
            written();
            pause(reason);
        });
        return prepared.outage().isEmpty();
    }

    private void note(IndexOutcome outcome) {
        indexed.increment(outcome.indexed());
        if (outcome.mayGoOn()) {
            backoff.reset();
        }
    }

    /** Waits for the batch that is being written; fails as it did, once. */
    private void written() {
        var current = writing;
        writing = CompletableFuture.completedFuture(null);
        current.join();
    }

    private void pause(String reason) {
        if (!running) {
            return;
        }
        writing.exceptionally(failure -> null).join();
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
