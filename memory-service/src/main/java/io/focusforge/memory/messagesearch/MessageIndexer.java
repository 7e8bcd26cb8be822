package io.focusforge.memory.messagesearch;

import io.focusforge.memory.conversations.ConversationStore;
import io.focusforge.memory.messages.Append;
import io.focusforge.memory.messages.AppendBacklog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The loop that keeps the index in step: what the queue brings at once, and now and then what the store says is still pending. Rows first,
 * then the note that they were seen: after a crash between, the same is done again, to the same end.
 */
@ApplicationScoped
class MessageIndexer {
    private static final Logger LOG = Logger.getLogger(MessageIndexer.class);
    private static final int SHARE_OF_TIME = 20;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final AppendQueue queue;
    private final AppendBacklog backlog;
    private final MessageIndex index;
    private final ConversationStore conversations;
    private final MessageIndexConfig config;
    private volatile Thread loop;
    private volatile boolean running;
    private long nextPoll = System.nanoTime();

    MessageIndexer(
            AppendQueue queue,
            AppendBacklog backlog,
            MessageIndex index,
            ConversationStore conversations,
            MessageIndexConfig config) {
        this.queue = queue;
        this.backlog = backlog;
        this.index = index;
        this.conversations = conversations;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        running = true;
        loop = Thread.ofVirtual().name("message-indexer").start(this::run);
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
                pause(e);
            }
        }
    }

    private void step() throws InterruptedException {
        var appends = queue.take(Duration.ofNanos(Math.max(0, nextPoll - System.nanoTime())));
        if (!appends.isEmpty()) {
            index(appends);
        }
        if (queue.storeHasMore() || System.nanoTime() >= nextPoll) {
            poll();
        }
    }

    private void poll() {
        var asking = 0L;
        List<Append> appends;
        do {
            var from = System.nanoTime();
            appends = backlog.some(config.batchSize());
            asking += System.nanoTime() - from;
            if (!appends.isEmpty()) {
                index(appends);
            }
        } while (running && !appends.isEmpty());
        nextPoll = System.nanoTime() + Math.max(config.pollInterval().toNanos(), asking * SHARE_OF_TIME);
    }

    // Who died after an append may not have noted how far the conversation has got.
    private void index(List<Append> appends) {
        index.add(appends);
        appends.forEach(append -> conversations.advance(
                append.conversation(),
                append.last(),
                append.messages().getLast().createdAt()));
        backlog.settle(appends);
    }

    private void pause(RuntimeException failure) {
        if (!running) {
            return;
        }
        LOG.warnf("Messages wait to be indexed: %s", failure);
        nextPoll = System.nanoTime();
        try {
            Thread.sleep(config.pollInterval());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
