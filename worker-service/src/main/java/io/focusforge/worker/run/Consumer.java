package io.focusforge.worker.run;

import static java.util.stream.Collectors.toMap;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.queue.QueueGates;
import io.focusforge.worker.stream.ReadyMessage;
import io.focusforge.worker.stream.StreamLostException;
import io.focusforge.worker.stream.StreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Reads one queue, as long as there are free slots, and starts what it could claim. */
final class Consumer {
    private static final Logger LOG = Logger.getLogger(Consumer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int STREAMS = 3;

    private final QueueSlots queue;
    private final Semaphore slots;
    private final ConsumerTools tools;
    private final QueueGates gates;
    private final Thread loop;
    private volatile boolean running = true;
    private volatile StreamReader reader;

    Consumer(QueueSlots queue, ConsumerTools tools, QueueGates gates) {
        this.queue = queue;
        this.slots = new Semaphore(queue.slots());
        this.tools = tools;
        this.gates = gates;
        this.loop = Thread.ofVirtual().name("consumer-" + queue.queue()).unstarted(this::run);
    }

    void start() {
        loop.start();
    }

    /** Starts nothing more. */
    void stop(Duration atMost) throws InterruptedException {
        running = false;
        var open = reader;
        if (open != null) {
            open.close();
        }
        loop.interrupt();
        loop.join(atMost);
    }

    private void run() {
        try {
            while (running) {
                readUntilLost();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUntilLost() throws InterruptedException {
        try (var opened = tools.reader(queue.queue())) {
            reader = opened;
            if (opened.createGroups()) {
                tools.streamsWereLost(queue.queue());
            }
            while (running) {
                turn(opened);
            }
        } catch (StreamLostException e) {
            LOG.infof("The streams of queue %s are gone; making them anew", queue.queue());
        } catch (RuntimeException e) {
            if (running) {
                LOG.warnf("Cannot read queue %s, trying again: %s", queue.queue(), e);
                Thread.sleep(PAUSE);
            }
        }
    }

    private void turn(StreamReader from) throws InterruptedException {
        gates.awaitOpen(queue.queue());
        slots.acquire();
        var free = 1 + slots.drainPermits();
        List<ReadyMessage> messages = List.of();
        try {
            messages = read(from, free);
        } finally {
            slots.release(Math.max(0, free - messages.size()));
        }
        var first = Math.min(free, messages.size());
        start(messages.subList(0, first));
        for (var overflow : messages.subList(first, messages.size())) {
            slots.acquire();
            start(List.of(overflow));
        }
    }

    /** While slots are scarce, the sooner priority gets them all; otherwise one blocking read serves all. */
    private List<ReadyMessage> read(StreamReader from, int free) {
        if (free * 2 < queue.slots()) {
            var urgent = from.poll(free);
            if (!urgent.isEmpty()) {
                return urgent;
            }
        }
        return from.await(Math.max(1, free / STREAMS), tools.block());
    }

    /** Holds a slot for each message. What was read just before a pause waits for its end, or for the sweeper. */
    private void start(List<ReadyMessage> messages) throws InterruptedException {
        if (messages.isEmpty()) {
            return;
        }
        gates.awaitOpen(queue.queue());
        Map<JobKey, ReadyMessage> asked =
                messages.stream().collect(toMap(ReadyMessage::job, message -> message, (first, second) -> first));
        var claimed = claim(asked);
        slots.release(messages.size() - claimed.size());
        tools.drop(refused(messages, asked, claimed));
        for (var job : claimed) {
            tools.run(job, asked.get(job.key()), slots::release);
        }
    }

    private List<ClaimedJob> claim(Map<JobKey, ReadyMessage> asked) throws InterruptedException {
        while (true) {
            try {
                return tools.claim(asked.keySet());
            } catch (RuntimeException e) {
                if (!running) {
                    return List.of();
                }
                LOG.warnf("Cannot claim %d jobs, trying again: %s", asked.size(), e);
                Thread.sleep(PAUSE);
            }
        }
    }

    private static List<ReadyMessage> refused(
            List<ReadyMessage> messages, Map<JobKey, ReadyMessage> asked, List<ClaimedJob> claimed) {
        var refused = new ArrayList<>(messages);
        claimed.forEach(job -> refused.remove(asked.get(job.key())));
        return refused;
    }
}
