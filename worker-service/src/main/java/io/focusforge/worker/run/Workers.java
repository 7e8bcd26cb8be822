package io.focusforge.worker.run;

import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.queue.QueueGates;
import io.focusforge.worker.slot.LocalSlots;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Starts the consumers, and stops them such that nothing is lost: what does not end in time goes back to its queue. */
@ApplicationScoped
class Workers {
    private static final Logger LOG = Logger.getLogger(Workers.class);
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final int FIRST = 10;

    private final ConsumerTools tools;
    private final Runner runner;
    private final ClaimStore claims;
    private final Leases leases;
    private final Finisher finisher;
    private final RunConfig config;
    private final List<Consumer> consumers = new ArrayList<>();

    Workers(ConsumerTools tools, Runner runner, ClaimStore claims, Leases leases, Finisher finisher, RunConfig config) {
        this.tools = tools;
        this.runner = runner;
        this.claims = claims;
        this.leases = leases;
        this.finisher = finisher;
        this.config = config;
    }

    void start(@Observes StartupEvent event, JobsConfig jobs, QueueGates gates, LocalSlots slots) {
        for (var queue : slots.all()) {
            if (!jobs.queues().contains(queue.queue())) {
                throw new IllegalStateException(
                        "focusforge.worker.queues names the queue '%s', which is not in focusforge.jobs.queues"
                                .formatted(queue.queue()));
            }
            consumers.add(new Consumer(queue, tools, gates));
        }
        finisher.start();
        leases.start();
        slots.open();
        consumers.forEach(Consumer::start);
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent event, LocalSlots slots) throws InterruptedException {
        slots.close();
        for (var consumer : consumers) {
            consumer.stop(MOMENT);
        }
        awaitRunning();
        handBack();
        leases.stop();
        finisher.stop(MOMENT);
    }

    private void awaitRunning() throws InterruptedException {
        var deadline = System.nanoTime() + config.shutdownTimeout().toNanos();
        while (!runner.running().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    private void handBack() {
        var cut = runner.running().stream().filter(Attempt::cutShort).toList();
        if (cut.isEmpty()) {
            return;
        }
        try {
            claims.handBack(cut.stream().map(Attempt::job).toList());
            cut.forEach(attempt -> finisher.drop(attempt.message()));
            LOG.infof("Handed %d running jobs back", cut.size());
        } catch (RuntimeException e) {
            LOG.warnf("Cannot hand %d jobs back; others take them when their leases end: %s", cut.size(), e);
        }
    }
}
