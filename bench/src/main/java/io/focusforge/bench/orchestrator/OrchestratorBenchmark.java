package io.focusforge.bench.orchestrator;

import io.focusforge.bench.Options;
import io.focusforge.bench.measure.Figure;
import io.focusforge.bench.measure.Goal;
import io.focusforge.bench.measure.Rounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Durable steps beside those of DBOS Transact, in rounds in which each contestant has its turn; the rebuild of a read model, alone and while the suite
 * is used; and, on a whole stack, tasks, chats and steps side by side.
 */
public final class OrchestratorBenchmark {
    public static final Map<String, Goal> GOALS = Map.of(
            "orchestrator.step_vs_dbos", Goal.atLeast(1).aiming(2),
            "orchestrator.step_overhead_ms", Goal.atMost(3).aiming(1),
            "orchestrator.rebuild_events_per_second", Goal.atLeast(20_000).aiming(60_000),
            "orchestrator.task_create_per_s", Goal.atLeast(100).aiming(200),
            "orchestrator.task_create_p95_ms", Goal.atMost(100).aiming(40),
            "orchestrator.chat_added_ttft_ms", Goal.atMost(30).aiming(10),
            "orchestrator.parallel_speedup", Goal.atLeast(6).aiming(7.5));

    private static final int OURS = 0;
    private static final int DBOS = 2;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final int ALONE = 60;
    private static final int STEPS = StepContestant.STEPS;

    private final OrchestratorOptions options;
    private final Consumer<String> progress;
    private final Path project = Options.project();
    private final Rounds rounds = new Rounds();

    public OrchestratorBenchmark(OrchestratorOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    public List<Figure> run() throws Exception {
        if (options.wants("steps")) {
            steps();
        }
        if (options.wants("rebuild")) {
            new RebuildBenchmark(project, options.events(), progress).measure(rounds);
        }
        if (options.wants("served")) {
            new ServedRebuild(project, options.events(), progress).measure(rounds);
        }
        if (options.wants("tasks")) {
            new TaskBenchmark(project, progress).measure(options.rounds(), rounds);
        }
        if (options.wants("chat") || options.wants("parallel")) {
            models();
        }
        return rounds.figures();
    }

    private void steps() throws Exception {
        progress.accept("starting the servers");
        try (var arena = StepsArena.open(project)) {
            for (var contestant : arena.contestants()) {
                progress.accept("warming up " + contestant.name());
                together(contestant, WARM_UP);
                alone(contestant);
            }
            for (var round = 1; round <= options.rounds(); round++) {
                progress.accept("round %d of %d".formatted(round, options.rounds()));
                measure(arena);
            }
        }
    }

    private void models() throws Exception {
        progress.accept("starting a stack");
        try (var stack = ModelStack.start(project)) {
            if (options.wants("chat")) {
                var chat = new ChatBenchmark(stack);
                chat.prepare(progress);
                for (var round = 1; round <= options.rounds(); round++) {
                    progress.accept("chats, round %d of %d".formatted(round, options.rounds()));
                    chat.measure(rounds);
                }
            }
            if (options.wants("parallel")) {
                var parallel = new ParallelBenchmark(stack);
                parallel.prepare();
                for (var round = 1; round <= options.rounds(); round++) {
                    progress.accept("side by side, round %d of %d".formatted(round, options.rounds()));
                    parallel.measure(rounds);
                }
            }
        }
    }

    private void measure(StepsArena arena) throws Exception {
        var perSecond = new LinkedHashMap<Integer, Double>();
        for (var place = 0; place < arena.contestants().size(); place++) {
            var contestant = arena.contestants().get(place);
            arena.settle();
            perSecond.put(place, together(contestant, options.seconds()));
            rounds.add(
                    "%s, %d chains at once".formatted(contestant.name(), StepsArena.AT_ONCE),
                    "steps/s",
                    perSecond.get(place));
            var alone = alone(contestant);
            rounds.add(contestant.name() + ", one chain alone, p50 of a step", "ms", alone);
            if (place == OURS) {
                rounds.add("orchestrator.step_overhead_ms", "ms", alone);
            }
        }
        rounds.add("orchestrator.step_vs_dbos", "×", perSecond.get(OURS) / perSecond.get(DBOS));
    }

    /** Steps a second of chains that ended within the time. */
    private static double together(StepContestant contestant, Duration time) throws Exception {
        var chains = new AtomicLong();
        var started = System.nanoTime();
        Callable<Void> caller = () -> {
            while (System.nanoTime() - started < time.toNanos()) {
                contestant.chain(() -> {});
                chains.incrementAndGet();
            }
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(StepsArena.AT_ONCE)) {
            for (var call : threads.invokeAll(Collections.nCopies(StepsArena.AT_ONCE, caller))) {
                call.get();
            }
        }
        return chains.get() * STEPS * 1e9 / (System.nanoTime() - started);
    }

    /** Half of the steps take no longer from their beginning to that of the next: called directly they would take nothing. */
    private static double alone(StepContestant contestant) throws Exception {
        var times = new ArrayList<Double>();
        for (var chain = 0; chain < ALONE; chain++) {
            var beginnings = Collections.synchronizedList(new ArrayList<Long>());
            contestant.chain(() -> beginnings.add(System.nanoTime()));
            for (var step = 1; step < beginnings.size(); step++) {
                times.add((beginnings.get(step) - beginnings.get(step - 1)) / 1e6);
            }
        }
        Collections.sort(times);
        return times.get(times.size() / 2);
    }
}
