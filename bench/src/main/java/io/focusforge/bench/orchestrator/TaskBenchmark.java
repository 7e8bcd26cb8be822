package io.focusforge.bench.orchestrator;

import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.RunningStack;
import io.focusforge.bench.load.StackProcesses;
import io.focusforge.bench.measure.CpuCost;
import io.focusforge.bench.measure.Rounds;
import io.focusforge.local.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Tasks created through the gateway, analysed and planned by the rules, with memories recalled by meaning. */
final class TaskBenchmark {
    private static final int CLIENTS = 16;
    private static final double EVEN_RATE = 30;
    private static final Duration ROUND = Duration.ofSeconds(8);
    /** Until the optimising compilers of five JVMs have done most of their work. */
    private static final Duration WARM_UP = Duration.ofSeconds(120);

    private final AtomicLong numbers = new AtomicLong();
    private final Path project;
    private final Consumer<String> progress;

    TaskBenchmark(Path project, Consumer<String> progress) {
        this.project = project;
        this.progress = progress;
    }

    void measure(int count, Rounds rounds) throws Exception {
        progress.accept("starting a stack");
        try (var stack = Stack.start(ModelStack.options(project));
                var load = new Load(CLIENTS * 4)) {
            var running = new RunningStack(
                            stack.url(), stack.apiKey(), List.of(stack.apiKey()), StackProcesses.of(stack))
                    .withUsers(CLIENTS);
            progress.accept("warming up tasks");
            load.closedLoop(CLIENTS, WARM_UP, n -> running.createTask(numbers.incrementAndGet()));
            for (var round = 1; round <= count; round++) {
                progress.accept("round %d of %d".formatted(round, count));
                evenly(running, load, rounds);
                together(running, load, rounds);
            }
        }
    }

    private void evenly(RunningStack running, Load load, Rounds rounds) {
        var outcome = load.evenly(EVEN_RATE, ROUND, n -> running.createTask(numbers.incrementAndGet()))
                .withoutFailures();
        rounds.add("orchestrator.task_create_p95_ms", "ms", outcome.percentile(0.95));
        rounds.add("a task created, 30/s evenly, p50", "ms", outcome.percentile(0.5));
    }

    private void together(RunningStack running, Load load, Rounds rounds) {
        var cost = new CpuCost(running.processes());
        var outcome = load.closedLoop(CLIENTS, ROUND, n -> running.createTask(numbers.incrementAndGet()))
                .withoutFailures();
        rounds.add("orchestrator.task_create_per_s", "1/s", outcome.perSecond());
        rounds.add("a task created by one of 16 clients, p95", "ms", outcome.percentile(0.95));
        cost.perRequest(outcome.latencies().length)
                .forEach((process, micros) -> rounds.add("CPU per task: " + process, "ms", micros / 1000));
    }
}
