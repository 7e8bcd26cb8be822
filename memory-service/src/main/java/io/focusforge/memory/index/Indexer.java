package io.focusforge.memory.index;

import io.focusforge.memory.backlog.BacklogLoop;
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

/** Keeps the index in step. While one batch is written the next is embedded, so that the model does not wait for the databases. */
@ApplicationScoped
class Indexer implements BacklogLoop.Work {
    private static final Logger LOG = Logger.getLogger(Indexer.class);
    private static final Executor WRITER = Thread::startVirtualThread;

    private final IndexQueue queue;
    private final IndexBatch batch;
    private final Backlog backlog;
    private final IndexConfig config;
    private final Counter indexed;
    private final Backoff backoff;
    private final BacklogLoop loop;
    private boolean prepared;
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);

    Indexer(IndexQueue queue, IndexBatch batch, Backlog backlog, IndexConfig config, MeterRegistry metrics) {
        this.queue = queue;
        this.batch = batch;
        this.backlog = backlog;
        this.config = config;
        this.indexed = metrics.counter("focusforge_memory_indexed");
        this.backoff = new Backoff(config.firstBackoff(), config.longestBackoff());
        this.loop = new BacklogLoop("memory-indexer", config.pollInterval(), this);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }

    @Override
    public boolean announced(Duration waiting) throws InterruptedException {
        if (!prepared) {
            backlog.prepare();
            prepared = true;
        }
        var changes = queue.take(waiting);
        if (changes.isEmpty()) {
            written();
        } else {
            index(changes);
        }
        return queue.hasOverflown();
    }

    // What is on its way into the index must not be found in the store once more.
    @Override
    public Duration stored() {
        written();
        var started = System.nanoTime();
        var working = new AtomicLong();
        backlog.drain(config.batchSize(), changes -> {
            var from = System.nanoTime();
            var goOn = index(changes);
            working.addAndGet(System.nanoTime() - from);
            return loop.isRunning() && goOn;
        });
        written();
        return Duration.ofNanos(System.nanoTime() - started - working.get());
    }

    @Override
    public Duration failed(RuntimeException failure) {
        return waitAfter(failure.toString());
    }

    /** @return whether to go on at once */
    private boolean index(List<PendingChange> changes) {
        var prepared = batch.prepare(changes);
        written();
        writing = CompletableFuture.supplyAsync(() -> batch.write(prepared), WRITER)
                .thenAccept(this::note);
        prepared.outage().ifPresent(reason -> {
            written();
            if (loop.isRunning()) {
                loop.pause(waitAfter(reason));
            }
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

    private Duration waitAfter(String reason) {
        writing.exceptionally(failure -> null).join();
        var wait = backoff.next();
        LOG.warnf("Memories wait to be indexed, trying again in %d ms: %s", wait.toMillis(), reason);
        return wait;
    }
}
