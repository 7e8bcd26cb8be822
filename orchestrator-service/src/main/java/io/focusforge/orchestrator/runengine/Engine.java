package io.focusforge.orchestrator.runengine;

import io.focusforge.common.id.Ids;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.GraphSource;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runstore.ClaimStore;
import io.focusforge.orchestrator.runstore.EngineStore;
import io.focusforge.orchestrator.runstore.JournalEntry;
import io.focusforge.orchestrator.runstore.JournalStore;
import io.focusforge.orchestrator.runstore.LoadedRun;
import io.focusforge.orchestrator.runstore.RunStore;
import io.focusforge.orchestrator.runstore.Stored;
import io.focusforge.orchestrator.runstore.StoredRun;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;

/** Runs runs: those that are begun here, and those that nobody else goes on with. */
public final class Engine {
    private static final int CLAIMED_AT_ONCE = 100;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration BLINK = Duration.ofMillis(10);

    private final Hand hand;
    private final Lease lease;
    private final Tools tools;
    private final EngineStores stores;
    private final List<Loop> loops;
    private final Loop look;

    Engine(EngineStores stores, Tools tools, Lease lease, Hand hand) {
        this.stores = stores;
        this.tools = tools;
        this.lease = lease;
        this.hand = hand;
        var settings = tools.settings();
        this.look = new Loop("run-look", settings.lookEvery(), this::look);
        this.loops = List.of(
                look,
                new Loop("run-lease", settings.lease().dividedBy(4), this::keep),
                new Loop("run-tick", settings.tickEvery(), this::tick));
        lease.onLoss(hand::abandonAll);
    }

    public static Engine over(
            TenantDatabase database,
            Stored stored,
            Iterable<GraphSource> sources,
            EndNotice notice,
            EngineSettings settings,
            Clock clock) {
        var stores = new EngineStores(
                new EngineStore(database), new ClaimStore(database, stored), new RunStore(database, stored));
        var lease = new Lease(stores.engines(), settings.lease());
        var tools = new Tools(
                new Journal(new JournalStore(database, stored), lease, clock),
                new StepThreads(settings.stepsAtOnce(), clock),
                settings,
                stored,
                notice,
                new Backoff(RandomGenerator.getDefault()),
                clock);
        return new Engine(stores, tools, lease, new Hand(new Graphs(sources), tools));
    }

    public void start() {
        tools.journal().start();
        loops.forEach(Loop::start);
    }

    /** Ends what can end soon; others go on with the rest. */
    public void stop() throws InterruptedException {
        look.stop();
        var end = System.nanoTime() + tools.settings().stopWithin().toNanos();
        while (!hand.drain() && System.nanoTime() < end) {
            Thread.sleep(BLINK);
        }
        hand.awaitRecords(SOON);
        hand.abandonAll();
        loops.forEach(Loop::stop);
        tools.journal().stop();
        tools.threads().stop();
        if (lease.engine() != null) {
            stores.engines().retire(lease.engine(), tools.clock().instant());
        }
    }

    /** As a process that dies: nothing is recorded or given back any more. */
    void die() {
        loops.forEach(Loop::stop);
        tools.journal().stop();
        hand.abandonAll();
        tools.threads().stop();
    }

    /** Returns when the run is kept. */
    public RunKey accept(NewRun what) {
        var run = fresh(what);
        var engine = lease.engine();
        if (engine == null || !hand.hasRoom()) {
            stores.runs().insert(run);
            return run.key();
        }
        try {
            tools.journal()
                    .add(new Journal.Line(), engine, JournalEntry.start(run))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProblemException known ? known : unavailable();
        }
        hand.take(engine, List.of(new LoadedRun(run, List.of(), List.of())));
        return run.key();
    }

    /** A run that is about to be. */
    public StoredRun fresh(NewRun what) {
        var now = tools.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        return new StoredRun(new RunKey(what.caller().tenant(), Ids.next()), what, 1, false, 0, null, now);
    }

    /** @throws io.focusforge.orchestrator.run.RunFailure when there is none any more */
    public Graph graph(RunKey run, NewRun what) {
        return hand.graph(run, what);
    }

    /** Takes these, if nobody has; otherwise sees what was sent to them. Returns at once. */
    public void notice(Collection<RunKey> runs) {
        tools.threads().execute(() -> {
            var engine = lease.engine();
            if (engine != null && hand.hasRoom()) {
                hand.take(
                        engine,
                        stores.claims().claim(engine, runs, tools.clock().instant()));
            }
            look.wake();
        });
    }

    /** Completes when the run has ended here, or has been given up; null when it is not run here. */
    public CompletableFuture<Void> done(RunKey run) {
        return hand.done(run);
    }

    /** @return what its lease is under; nothing while it has none */
    public Optional<UUID> id() {
        return Optional.ofNullable(lease.engine());
    }

    /** Whether it has a lease. */
    public boolean isReady() {
        return lease.engine() != null;
    }

    /** Runs in hand. */
    public int size() {
        return hand.size();
    }

    private void look() {
        var engine = lease.engine();
        if (engine == null) {
            return;
        }
        hand.heed(engine, stores.claims());
        var room = Math.min(CLAIMED_AT_ONCE, hand.room());
        if (room > 0) {
            hand.take(
                    engine, stores.claims().claimDue(engine, room, tools.clock().instant()));
        }
    }

    private void keep() {
        lease.keep();
        stores.engines().sweep(tools.clock().instant());
    }

    private void tick() {
        lease.check();
        hand.tick();
    }

    private static ProblemException unavailable() {
        return new ProblemException(ErrorCode.UNAVAILABLE, "The run cannot be kept right now. Try again.")
                .retryAfter(SOON);
    }
}
