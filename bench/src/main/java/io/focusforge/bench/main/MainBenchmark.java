package io.focusforge.bench.main;

import io.focusforge.bench.load.JavaProgram;
import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.RunningStack;
import io.focusforge.bench.load.StackProcesses;
import io.focusforge.bench.measure.Figure;
import io.focusforge.bench.measure.Goal;
import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.bench.measure.Rounds;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.focusforge.local.stack.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The main job on one machine: start-up, memory, creating and reading tasks, and what the gateway adds to a bare proxy. */
public final class MainBenchmark {
    private static final int STARTS = 3;
    private static final int ROUNDS = 5;
    private static final int USERS = 16;
    private static final int CONNECTIONS = 64;

    public static final Map<String, Goal> GOALS = Map.of(
            "built stack to all ready", Goal.atMost(12),
            "five services resident, under load", Goal.atMost(1200),
            "POST /api/v1/tasks, 16 clients", Goal.atLeast(100),
            "POST /api/v1/tasks, 30/s evenly, p95", Goal.atMost(100),
            "GET /api/v1/tasks/{id}, 16 clients", Goal.atLeast(4000),
            "CPU per proxied request: gateway / bare proxy", Goal.atMost(3));

    private final Consumer<String> progress;
    private final Path project = Path.of("").toAbsolutePath();
    private final Rounds rounds = new Rounds();

    public MainBenchmark(Consumer<String> progress) {
        this.progress = progress;
    }

    public List<Figure> run() throws IOException, InterruptedException {
        var parent = Files.createDirectories(project.resolve("bench/target/stacks"));
        var options = StackOptions.of(project, Files.createTempDirectory(parent, "main"))
                .withSetting(Service.GATEWAY, "focusforge.gateway.limit.requests-per-minute", "1000000");
        for (var start = 1; start <= STARTS; start++) {
            progress.accept("start %d of %d".formatted(start, STARTS));
            try (var stack = start(options)) {
                residence("after the start", stack);
            }
        }
        progress.accept("warming up");
        try (var stack = Stack.start(options)) {
            load(stack);
        }
        return rounds.figures();
    }

    private Stack start(StackOptions options) {
        var before = System.nanoTime();
        var stack = Stack.start(options);
        rounds.add("built stack to all ready", "s", (System.nanoTime() - before) / 1e9);
        return stack;
    }

    private void load(Stack stack) throws IOException, InterruptedException {
        var running = new RunningStack(stack.url(), stack.apiKey(), List.of(stack.apiKey()), StackProcesses.of(stack))
                .withUsers(USERS);
        var innerToken = InnerToken.sign(stack);
        var port = URI.create(stack.serviceUrl(Service.ORCHESTRATOR)).getPort();
        try (var load = new Load(CONNECTIONS);
                var proxy = JavaProgram.start(BareProxy.class, 96, Integer.toString(port))) {
            var tasks = new TaskLoad(running, load);
            var gateway = new ProxyCost(running, proxy, innerToken, load);
            tasks.warmUp();
            var task = running.createOneTask();
            gateway.warmUp(task);
            for (var round = 1; round <= ROUNDS; round++) {
                progress.accept("round %d of %d".formatted(round, ROUNDS));
                tasks.createEvenly(rounds);
                tasks.create(rounds);
                tasks.read(rounds, task);
                gateway.measure(rounds, task);
            }
            residence("under load", stack);
        }
    }

    private void residence(String when, Stack stack) {
        var services = new ProcessTree(List.copyOf(stack.pids().values()), true);
        rounds.add("five services resident, " + when, "MB", services.residentMegabytes());
    }
}
