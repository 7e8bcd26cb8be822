package io.focusforge.memory.messagesearch;

import io.focusforge.memory.backlog.BacklogLoop;
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

/** Keeps the index in step. Rows first, then the note that they were seen: after a crash between, the same is done again, to the same end. */
@ApplicationScoped
class MessageIndexer implements BacklogLoop.Work {
    private static final Logger LOG = Logger.getLogger(MessageIndexer.class);

    private final AppendQueue queue;
    private final AppendBacklog backlog;
    private final MessageIndex index;
    private final ConversationStore conversations;
    private final MessageIndexConfig config;
    private final BacklogLoop loop;

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
        this.loop = new BacklogLoop("message-indexer", config.pollInterval(), this);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }

    @Override
    public boolean announced(Duration waiting) throws InterruptedException {
        var appends = queue.take(waiting);
        if (!appends.isEmpty()) {
            index(appends);
        }
        return queue.storeHasMore();
    }

    @Override
    public Duration stored() {
        var asking = 0L;
        List<Append> appends;
        do {
            var from = System.nanoTime();
            appends = backlog.some(config.batchSize());
            asking += System.nanoTime() - from;
            if (!appends.isEmpty()) {
                index(appends);
            }
        } while (loop.isRunning() && !appends.isEmpty());
        return Duration.ofNanos(asking);
    }

    @Override
    public Duration failed(RuntimeException failure) {
        LOG.warnf("Messages wait to be indexed: %s", failure);
        return config.pollInterval();
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
}
