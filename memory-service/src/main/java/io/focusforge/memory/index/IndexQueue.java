package io.focusforge.memory.index;

import io.focusforge.memory.memories.PendingChange;
import io.focusforge.memory.memories.PendingChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The short way from a write to the indexer. When it is full, it notes that the store has more. */
@ApplicationScoped
class IndexQueue implements PendingChanges {
    private final IndexConfig config;
    private final BlockingQueue<PendingChange> queue;
    private final AtomicBoolean overflown = new AtomicBoolean();

    IndexQueue(IndexConfig config) {
        this.config = config;
        this.queue = new ArrayBlockingQueue<>(config.queueSize());
    }

    @Override
    public void announce(PendingChange change) {
        if (!queue.offer(change)) {
            overflown.set(true);
        }
    }

    /** The next batch, or an empty one when none came in time. */
    List<PendingChange> take(Duration atMost) throws InterruptedException {
        var batch = new ArrayList<PendingChange>();
        var first = queue.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            linger(batch);
        }
        return batch;
    }

    /** Whether changes were turned away since it was last asked. */
    boolean hasOverflown() {
        return overflown.getAndSet(false);
    }

    private void linger(List<PendingChange> batch) throws InterruptedException {
        var deadline = System.nanoTime() + config.linger().toNanos();
        while (batch.size() < config.batchSize()) {
            queue.drainTo(batch, config.batchSize() - batch.size());
            var left = deadline - System.nanoTime();
            if (left <= 0 || batch.size() == config.batchSize()) {
                return;
            }
            var next = queue.poll(left, TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
        }
    }
}
