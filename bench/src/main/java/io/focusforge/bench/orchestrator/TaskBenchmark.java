package io.focusforge.bench.orchestrator;

import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.Outcome;
import io.focusforge.bench.load.RunningStack;
import io.focusforge.bench.load.StackProcesses;
import io.focusforge.bench.load.WarmUp;
import io.focusforge.bench.measure.Compilers;
import io.focusforge.bench.measure.CpuCost;
import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.bench.measure.Rounds;
import io.focusforge.local.stack.Stack;
import io.focusforge.local.stack.StackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Tasks created through the gateway, analysed and planned by the rules, with memories recalled by meaning. */
final class TaskBenchmark {
    private static final int CLIENTS = 16;
    private static final double EVEN_RATE = 30;
    private static final Duration ROUND = Duration.ofSeconds(8);
    /** Until the optimising compilers of five JVMs have done most of their work; then in turns until they have nothing left to do. */
    private static final Duration WARM_UP = Duration.ofSeconds(120);

    private static final Duration TURN = Duration.ofSeconds(10);

    private final AtomicLong numbers = new AtomicLong();
    private final Path project;
    private final Consumer<String> progress;

    TaskBenchmark(Path project, Consumer<String> progress) {
        this.project = project;
        this.progress = progress;
    }

    void measure(int count, Rounds rounds) throws Exception {
        progress.accept("starting a stack");
        try (var stack = Stack.start(ModelStack.options(project).withFlags(StackOptions.Flags.IMAGES));
                var load = new Load(CLIENTS * 4)) {
            var running = new RunningStack(
                            stack.url(), stack.apiKey(), List.of(stack.apiKey()), StackProcesses.of(stack))
                    .withUsers(CLIENTS);
            progress.accept("warming up tasks");
            create(running, load, WARM_UP);
            WarmUp.of(services(stack), () -> create(running, load, TURN).latencies().length);
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
        var compilers = new Compilers(running.processes().values());
        var compiled = compilers.nanos();
        var cost = new CpuCost(running.processes());
        var outcome = create(running, load, ROUND);
        rounds.add("orchestrator.task_create_per_s", "1/s", outcome.perSecond());
        rounds.add("a task created by one of 16 clients, p95", "ms", outcome.percentile(0.95));
        cost.perRequest(outcome.latencies().length)
                .forEach((process, micros) -> rounds.add("CPU per task: " + process, "ms", micros / 1000));
        rounds.add(
                "CPU per task: compilers, within the above",
                "ms",
                (compilers.nanos() - compiled) / 1e6 / outcome.latencies().length);
    }

    private Outcome create(RunningStack running, Load load, Duration length) {
        return load.closedLoop(CLIENTS, length, n -> running.createTask(numbers.incrementAndGet()))
                .withoutFailures();
    }

    private static Map<String, ProcessTree> services(Stack stack) {
        var services = new LinkedHashMap<String, ProcessTree>();
        stack.pids().forEach((service, pid) -> services.put(service.id(), ProcessTree.of(pid)));
        return services;
    }
}
