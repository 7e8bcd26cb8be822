package io.focusforge.orchestrator.runengine;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.runstore.JournalEntry;
import io.focusforge.orchestrator.runstore.JournalStore;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * Records what executions hand in, in that order. What comes while a transaction is under way shares the next one, and so its commit: one
 * at a time, because two under way would share less. While Postgres is away it waits; what it cannot record in the end breaks its line.
 */
final class Journal {
    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final int AT_ONCE = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String DIVISION_BY_ZERO = "22012";
    /** Classes of errors that pass: of connections, of transactions, of resources, of operators. */
    private static final List<String> PASSING = List.of("08", "25", "40", "53", "55", "57", "58");

    /** The records of one run, which follow each other without a gap. */
    static final class Line {
        private volatile boolean broken;
    }

    private record Waiting(UUID engine, Line line, JournalEntry entry, CompletableFuture<Void> recorded) {
        void fail(Throwable failure) {
            line.broken = true;
            recorded.completeExceptionally(failure);
        }
    }

    private final JournalStore store;
    private final Lease lease;
    private final Clock clock;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private Thread loop;

    Journal(JournalStore store, Lease lease, Clock clock) {
        this.store = store;
        this.lease = lease;
        this.clock = clock;
    }

    void start() {
        loop = Thread.ofVirtual().name("run-journal").start(this::run);
    }

    void stop() {
        loop.interrupt();
    }

    /** Completes when it is recorded; fails with {@link LeaseLost} when it never will be by this engine. */
    CompletableFuture<Void> add(Line line, UUID engine, JournalEntry entry) {
        var waiting = new Waiting(engine, line, entry, new CompletableFuture<>());
        queue.add(waiting);
        return waiting.recorded();
    }

    private void run() {
        var together = new ArrayList<Waiting>();
        try {
            while (true) {
                together.clear();
                together.add(queue.take());
                queue.drainTo(together, AT_ONCE - 1);
                record(together);
            }
        } catch (InterruptedException e) {
            together.forEach(one -> one.fail(new LeaseLost()));
            Thread.currentThread().interrupt();
        }
    }

    private void record(List<Waiting> together) throws InterruptedException {
        var left = valid(together);
        while (!left.isEmpty() && !tryToWrite(left)) {
            left = valid(left);
        }
    }

    /** Those whose run is still ours. */
    private List<Waiting> valid(List<Waiting> together) {
        var engine = lease.engine();
        var valid = new ArrayList<Waiting>(together.size());
        for (var one : together) {
            if (one.line().broken || !one.engine().equals(engine)) {
                one.fail(new LeaseLost());
            } else {
                valid.add(one);
            }
        }
        return valid;
    }

    /** @return whether there is nothing left to do for these */
    private boolean tryToWrite(List<Waiting> together) throws InterruptedException {
        try {
            store.write(
                    together.getFirst().engine(),
                    together.stream().map(Waiting::entry).toList(),
                    clock.instant());
        } catch (RuntimeException e) {
            return failed(together, e);
        }
        together.forEach(one -> one.recorded().complete(null));
        return true;
    }

    private boolean failed(List<Waiting> together, RuntimeException failure) throws InterruptedException {
        if (failure instanceof PgException refusal && !isPassing(refusal)) {
            return refused(together, refusal);
        }
        LOG.warnf("Cannot record %d steps of runs, trying again: %s", together.size(), failure);
        failStarts(together);
        Thread.sleep(PAUSE);
        return false;
    }

    private boolean refused(List<Waiting> together, PgException refusal) throws InterruptedException {
        if (DIVISION_BY_ZERO.equals(refusal.getSqlState())) {
            lease.lose(together.getFirst().engine());
            return false;
        }
        if (together.size() > 1) {
            for (var one : together) {
                record(List.of(one));
            }
            return true;
        }
        LOG.errorf(
                refusal,
                "Run %s cannot be recorded",
                together.getFirst().entry().run().id());
        together.getFirst().fail(refusal);
        return true;
    }

    /** Nobody waits longer for a run to be accepted. */
    private static void failStarts(List<Waiting> together) {
        together.stream()
                .filter(one -> one.entry().start() != null)
                .forEach(one -> one.fail(
                        new ProblemException(ErrorCode.UNAVAILABLE, "The run cannot be kept right now. Try again.")
                                .retryAfter(Duration.ofSeconds(1))));
    }

    private static boolean isPassing(PgException refusal) {
        var state = refusal.getSqlState();
        return state == null || PASSING.stream().anyMatch(state::startsWith);
    }
}
