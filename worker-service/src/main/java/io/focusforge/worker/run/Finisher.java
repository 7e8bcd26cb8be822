package io.focusforge.worker.run;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.finish.Ending;
import io.focusforge.worker.finish.EndingStore;
import io.focusforge.worker.slot.Backlog;
import io.focusforge.worker.stream.ReadyMessage;
import io.focusforge.worker.stream.ReadyStreams;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Records ended attempts, many in a transaction, and takes their messages off the streams after the commit. When it cannot, it holds the
 * attempts back, and so the slots, until it can.
 */
@ApplicationScoped
class Finisher {
    private static final Logger LOG = Logger.getLogger(Finisher.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int WAITING = 4_000;
    /** Not worth waiting for more. */
    private static final int MANY = 100;

    /** An ending, or a message that is of no use any more. */
    private record Ended(Ending ending, ReadyMessage message) {}

    private final EndingStore store;
    private final ReadyStreams streams;
    private final TenantDatabase database;
    private final Backlog backlog;
    private final RunConfig config;
    private final Clock clock;
    private final BlockingQueue<Ended> ended = new ArrayBlockingQueue<>(WAITING);
    private volatile boolean running;
    private Thread loop;

    Finisher(
            EndingStore store,
            ReadyStreams streams,
            TenantDatabase database,
            Backlog backlog,
            RunConfig config,
            Clock clock) {
        this.store = store;
        this.streams = streams;
        this.database = database;
        this.backlog = backlog;
        this.config = config;
        this.clock = clock;
    }

    void start() {
        running = true;
        loop = Thread.ofVirtual().name("finisher").start(this::run);
    }

    /** Records what has ended so far. */
    void stop(Duration atMost) throws InterruptedException {
        running = false;
        put(new Ended(null, null));
        if (!loop.join(atMost)) {
            loop.interrupt();
        }
    }

    void finish(Ending ending, ReadyMessage message) {
        put(new Ended(ending, message));
    }

    void drop(ReadyMessage message) {
        put(new Ended(null, message));
    }

    /** Also waits when its thread has been interrupted: an attempt that was cut short has to be recorded as well. */
    private void put(Ended one) {
        var interrupted = false;
        while (true) {
            try {
                ended.put(one);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (running || !ended.isEmpty()) {
                var batch = next();
                while (!record(batch)) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Ended> next() throws InterruptedException {
        var batch = new ArrayList<Ended>();
        batch.add(ended.take());
        if (running && ended.size() < MANY) {
            linger();
        }
        ended.drainTo(batch, config.finishBatch() - 1);
        return batch;
    }

    private void linger() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(config.finishLinger().toNanos());
    }

    /** @return whether it is in Postgres; the messages can be taken off by the sweeper as well */
    private boolean record(List<Ended> batch) {
        try {
            end(batch.stream().map(Ended::ending).filter(Objects::nonNull).toList());
        } catch (RuntimeException e) {
            LOG.warnf("Cannot record %d ended jobs, trying again: %s", batch.size(), e);
            return false;
        }
        try {
            streams.acknowledge(
                    batch.stream().map(Ended::message).filter(Objects::nonNull).toList());
        } catch (RuntimeException e) {
            LOG.warnf("Cannot acknowledge %d messages: %s", batch.size(), e);
        }
        return true;
    }

    private void end(List<Ending> endings) {
        if (endings.isEmpty()) {
            return;
        }
        var accepted = database.acrossTenants(connection -> store.end(connection, endings, clock.instant()));
        store.committed();
        accepted.stream().map(ending -> ending.held().queue()).distinct().forEach(backlog::limitsFreed);
        if (accepted.size() < endings.size()) {
            LOG.infof("%d jobs ended too late to count", endings.size() - accepted.size());
        }
    }
}
