package io.focusforge.bench.memory;

import io.focusforge.bench.measure.Figure;
import io.focusforge.bench.measure.Goal;
import io.focusforge.bench.measure.Rounds;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.focusforge.local.stack.StackOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Memories on a fresh stack, over its public API. */
public final class MemoryBenchmark {
    public static final Map<String, Goal> GOALS = Map.of(
            "memory.hybrid_vs_best_single", Goal.atLeast(1.05).aiming(1.1),
            "memory.words_vs_bm25", Goal.atLeast(0.95).aiming(1));

    private final MemoryOptions options;
    private final Consumer<String> progress;
    private final Path project =
            Path.of(System.getProperty("focusforge.project", "")).toAbsolutePath();
    private final Rounds rounds = new Rounds();

    public MemoryBenchmark(MemoryOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    public List<Figure> run() throws Exception {
        var parent = Files.createDirectories(project.resolve("bench/target/stacks"));
        var stack = StackOptions.of(project, Files.createTempDirectory(parent, "memory"))
                .withSetting(Service.GATEWAY, "focusforge.gateway.limit.requests-per-minute", "1000000");
        progress.accept("starting the stack");
        try (var running = Stack.start(stack);
                var api = new MemoryApi(running)) {
            measure(api);
        }
        return rounds.figures();
    }

    private void measure(MemoryApi api) throws Exception {
        if (options.cranfield().isPresent()) {
            new Quality(api, Cranfield.read(options.cranfield().get()), rounds, progress).measure();
        } else {
            progress.accept("quality is not measured: --cranfield names no directory with the Cranfield collection");
        }
    }
}
