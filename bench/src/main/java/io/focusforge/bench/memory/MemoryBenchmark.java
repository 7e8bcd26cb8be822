package io.focusforge.bench.memory;

import io.focusforge.bench.Options;
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

/** Memories and documents on a fresh stack. */
public final class MemoryBenchmark {
    public static final Map<String, Goal> GOALS = Map.of(
            "memory.hybrid_vs_best_single", Goal.atLeast(1.05).aiming(1.1),
            "memory.words_vs_bm25", Goal.atLeast(0.95).aiming(1),
            "memory.adds_per_s", Goal.atLeast(500).aiming(1500),
            "memory.indexed_per_s", Goal.atLeast(0.6).aiming(0.85),
            "memory.ingest_vs_embedding", Goal.atLeast(0.6).aiming(0.85),
            "memory.min_recall_at_10", Goal.atLeast(0.98).aiming(0.99),
            "memory.search_p95_vs_sql", Goal.atMost(1.5).aiming(1.2),
            "memory.cross_tenant_reads", Goal.atMost(0),
            "memory.export_growth", Goal.atMost(1.25));

    private final MemoryOptions options;
    private final Consumer<String> progress;
    private final Path project = Options.project();
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
                var api = new InnerApi(running)) {
            for (var part : options.parts()) {
                var before = rounds.figures().size();
                measure(part, running, api);
                show(rounds.figures().stream().skip(before).toList());
            }
        }
        return rounds.figures();
    }

    // A later part may fail or be cut short; what was measured by then is known.
    private void show(List<Figure> figures) {
        figures.forEach(
                figure -> progress.accept("  %s: %.3f %s".formatted(figure.name(), figure.value(), figure.unit())));
    }

    private void measure(Part part, Stack stack, InnerApi api) throws Exception {
        switch (part) {
            case QUALITY -> quality(stack);
            case ADDS -> new Adds(stack, api, options, rounds, progress).measure();
            case INGEST -> new Ingest(stack, api, options.rounds(), rounds, progress).measure();
            case SEARCH -> new DocumentSearches(stack, options, rounds, progress).measure();
            case STRANGERS -> new Strangers(stack, options.calls(), rounds, progress).measure();
            case EXPORT -> new Export(Export.Place.of(stack), options.memories(), rounds, progress).measure();
        }
    }

    private void quality(Stack stack) throws Exception {
        if (options.cranfield().isPresent()) {
            try (var api = new MemoryApi(stack)) {
                new Quality(api, Cranfield.read(options.cranfield().get()), rounds, progress).measure();
            }
        } else {
            progress.accept("quality is not measured: --cranfield names no directory with the Cranfield collection");
        }
    }
}
