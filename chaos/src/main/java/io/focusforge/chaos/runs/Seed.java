package io.focusforge.chaos.runs;

import io.focusforge.chaos.history.Event;
import io.focusforge.chaos.history.History;
import io.focusforge.chaos.history.Recorder;
import io.focusforge.chaos.history.RunChecker;
import io.focusforge.chaos.history.RunEvent;
import io.focusforge.chaos.history.Violation;
import io.focusforge.chaos.world.Wait;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What one seed makes of a world: clients of a fresh tenant ask, faults strike at the calls of steps, everything settles, the checker judges. */
final class Seed {
    private static final Duration SETTLED = Duration.ofSeconds(120);
    private static final Duration NEXT_CALL = Duration.ofSeconds(5);
    private static final int USUAL_CALLS = 24;

    private final RunsWorld world;
    private final long seed;
    private final RunPlan plan;
    private final Random random;

    Seed(RunsWorld world, long seed) {
        this.world = world;
        this.seed = seed;
        this.random = new Random(seed);
        this.plan = RunPlan.of(random, USUAL_CALLS);
    }

    /** @param violations empty when all was well */
    record Verdict(long seed, RunPlan plan, Duration took, Path history, List<Violation> violations) {
        Verdict {
            violations = List.copyOf(violations);
        }

        @Override
        public String toString() {
            var text = new StringBuilder("seed %d, %.1f s: %s %s"
                    .formatted(
                            seed, took.toMillis() / 1000.0, violations.isEmpty() ? "well" : "VIOLATED", plan.blows()));
            violations.forEach(violation -> text.append("\n  ").append(violation));
            return violations.isEmpty()
                    ? text.toString()
                    : text.append("\n  history: " + history).toString();
        }
    }

    Verdict run() throws Exception {
        world.awaitWhole();
        var file = world.directory().resolve("seed-%d.ndjson".formatted(seed));
        var started = System.nanoTime();
        try (var recorder = new Recorder(file)) {
            var asks = new Asks(world, recorder);
            world.outside().reportTo(recorder::record, asks::analyze);
            asks.upload();
            strike(asks, recorder);
            settle(asks, recorder);
        } finally {
            world.outside().reportTo(event -> {}, task -> {});
        }
        var took = Duration.ofNanos(System.nanoTime() - started);
        return new Verdict(seed, plan, took, file, new RunChecker(History.read(file)).violations());
    }

    private void strike(Asks asks, Recorder recorder) throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<?>>();
            asks.all(random).forEach(ask -> asked.add(clients.submit(ask)));
            asked.add(clients.submit(asks::rebuild));
            for (var blow : plan.blows()) {
                Wait.until(NEXT_CALL, () -> world.outside().calls() > blow.calls());
                recorder.record(new Event.FaultBegan(Event.now(), blow.calls(), blow.toString()));
                world.strike(blow);
                recorder.record(new Event.FaultEnded(Event.now(), blow.calls(), blow.toString()));
            }
            await(asked);
        }
    }

    private static void await(List<Future<?>> asked) throws InterruptedException, ExecutionException {
        for (var ask : asked) {
            ask.get();
        }
    }

    private void settle(Asks asks, Recorder recorder) throws Exception {
        var tenant = asks.tenant();
        await(tenant, recorder);
        var served = world.witness().readModels(tenant);
        asks.rebuild();
        await(tenant, recorder);
        var rebuilt = world.witness().readModels(tenant);
        served.forEach(
                (table, rows) -> recorder.record(new RunEvent.Compared(Event.now(), table, rows, rebuilt.get(table))));
        world.witness().testify(tenant).forEach(recorder::record);
        asks.tell();
    }

    /** What never settles is for the checker to find. */
    private void await(UUID tenant, Recorder recorder) throws SQLException {
        var witness = world.witness();
        if (!Wait.until(SETTLED, () -> witness.unsettled(tenant).isEmpty())) {
            recorder.record(new RunEvent.Unsettled(Event.now(), witness.unsettled(tenant)));
        }
    }
}
