package io.focusforge.worker.run;

import static java.util.stream.Collectors.toMap;

import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.queue.QueueGates;
import io.focusforge.worker.slot.Slots;
import io.focusforge.worker.stream.ReadyMessage;
import io.focusforge.worker.stream.StreamLostException;
import io.focusforge.worker.stream.StreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Reads one queue, as long as there are free slots, and starts what it could claim. */
final class Consumer {
    private static final Logger LOG = Logger.getLogger(Consumer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Slots slots;
    private final ConsumerTools tools;
    private final QueueGates gates;
    private final Thread loop;
    private volatile boolean running = true;
    private volatile StreamReader reader;

    Consumer(Slots slots, ConsumerTools tools, QueueGates gates) {
        this.slots = slots;
        this.tools = tools;
        this.gates = gates;
        this.loop = Thread.ofVirtual().name("consumer-" + slots.queue()).unstarted(this::run);
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
        try (var opened = tools.reader(slots.queue())) {
            reader = opened;
            if (opened.createGroups()) {
                tools.streamsWereLost(slots.queue());
            }
            while (running && opened.isOpen()) {
                turn(opened);
            }
        } catch (StreamLostException e) {
            LOG.infof("The streams of queue %s are gone; making them anew", slots.queue());
        } catch (RuntimeException e) {
            if (running) {
                LOG.warnf("Cannot read queue %s, trying again: %s", slots.queue(), e);
                Thread.sleep(PAUSE);
            }
        }
    }

    /**
     * Holds no more than one slot while it waits for messages: the others are for jobs that come straight. While there is a backlog, the
     * dispatcher fills them for less, and the messages are for other processes.
     */
    private void turn(StreamReader from) throws InterruptedException {
        gates.awaitOpen(slots.queue());
        tools.awaitNoBacklog(slots.queue());
        slots.await();
        if (!from.isOpen()) {
            slots.putBack(1);
            return;
        }
        var held = 1;
        List<ReadyMessage> messages = List.of();
        try {
            messages = from.await(1, tools.block());
            held += messages.isEmpty() ? 0 : slots.take(slots.all());
            messages = more(from, messages, held);
        } finally {
            slots.putBack(Math.max(0, held - messages.size()));
        }
        start(messages.subList(0, Math.min(held, messages.size())));
        for (var overflow : messages.subList(Math.min(held, messages.size()), messages.size())) {
            slots.await();
            start(List.of(overflow));
        }
    }

    private static List<ReadyMessage> more(StreamReader from, List<ReadyMessage> first, int held) {
        if (first.isEmpty() || held <= first.size()) {
            return first;
        }
        var messages = new ArrayList<>(first);
        messages.addAll(from.poll(held - first.size()));
        return messages;
    }

    /** Holds a slot for each message. What was read just before a pause waits for its end, or for the sweeper. */
    private void start(List<ReadyMessage> messages) throws InterruptedException {
        if (messages.isEmpty()) {
            return;
        }
        gates.awaitOpen(slots.queue());
        Map<JobKey, ReadyMessage> asked =
                messages.stream().collect(toMap(ReadyMessage::job, message -> message, (first, second) -> first));
        var claimed = claim(asked);
        slots.give(messages.size() - claimed.size());
        tools.drop(refused(messages, asked, claimed));
        for (var job : claimed) {
            tools.run(job, asked.get(job.key()), slots);
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
