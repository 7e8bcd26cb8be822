package io.focusforge.worker.run;

import io.focusforge.common.id.Ids;
import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.recover.Reconciler;
import io.focusforge.worker.slot.Backlog;
import io.focusforge.worker.slot.Slots;
import io.focusforge.worker.stream.ReadyMessage;
import io.focusforge.worker.stream.ReadyStreams;
import io.focusforge.worker.stream.StreamReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What all consumers of this process share, its name among them. */
@ApplicationScoped
class ConsumerTools {
    private final String name = "worker-" + Ids.next();
    private final ReadyStreams streams;
    private final Reconciler reconciler;
    private final ClaimStore claims;
    private final Runner runner;
    private final Backlog backlog;
    private final RunConfig config;

    ConsumerTools(
            ReadyStreams streams,
            Reconciler reconciler,
            ClaimStore claims,
            Runner runner,
            Backlog backlog,
            RunConfig config) {
        this.streams = streams;
        this.reconciler = reconciler;
        this.claims = claims;
        this.runner = runner;
        this.backlog = backlog;
        this.config = config;
    }

    StreamReader reader(String queue) {
        return streams.reader(queue, name);
    }

    void streamsWereLost(String queue) {
        reconciler.reconcile(queue);
    }

    /** Returns after a while in any case. */
    void awaitNoBacklog(String queue) throws InterruptedException {
        backlog.awaitNone(queue, config.block());
    }

    Duration block() {
        return config.block();
    }

    List<ClaimedJob> claim(Collection<JobKey> keys) {
        return claims.claim(keys);
    }

    /** Messages of jobs that were taken, cancelled or put off. */
    void drop(List<ReadyMessage> messages) {
        if (!messages.isEmpty()) {
            streams.acknowledge(messages);
        }
    }

    void run(ClaimedJob job, ReadyMessage message, Slots slots) {
        runner.start(job, message, slots);
    }
}
