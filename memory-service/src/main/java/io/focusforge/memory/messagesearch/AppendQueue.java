package io.focusforge.memory.messagesearch;

import io.focusforge.memory.messages.Append;
import io.focusforge.memory.messages.PendingAppends;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The short way from an append to the index. Where it is full, or the append large, it notes that the store has more. */
@ApplicationScoped
class AppendQueue implements PendingAppends {
    private static final int SMALL = 16_384;

    private final MessageIndexConfig config;
    private final BlockingQueue<Append> queue;
    private final AtomicBoolean storeHasMore = new AtomicBoolean();

    AppendQueue(MessageIndexConfig config) {
        this.config = config;
        this.queue = new ArrayBlockingQueue<>(config.queueSize());
    }

    @Override
    public void announce(Append append) {
        if (!isSmall(append) || !queue.offer(append)) {
            storeHasMore.set(true);
        }
    }

    /** The next batch, or an empty one when none came in time. */
    List<Append> take(Duration atMost) throws InterruptedException {
        var batch = new ArrayList<Append>();
        var first = queue.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch, config.batchSize() - 1);
        }
        return batch;
    }

    /** Whether there was an append that did not go this way since it was last asked. */
    boolean storeHasMore() {
        return storeHasMore.getAndSet(false);
    }

    private static boolean isSmall(Append append) {
        return append.messages().stream()
                        .mapToInt(message -> message.content().length())
                        .sum()
                <= SMALL;
    }
}
