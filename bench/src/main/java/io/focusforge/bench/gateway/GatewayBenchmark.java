package io.focusforge.bench.gateway;

import io.focusforge.bench.Options;
import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.WarmUp;
import io.focusforge.bench.measure.Figure;
import io.focusforge.bench.measure.Goal;
import io.focusforge.bench.measure.Rounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A model call through FocusForge beside the same call through others and through nobody, in rounds in which each has its turn. */
public final class GatewayBenchmark {
    public static final Map<String, Goal> GOALS = Map.ofEntries(
            Map.entry("gateway.cpu_vs_portkey", Goal.atMost(0.25).aiming(0.125)),
            Map.entry("gateway.cpu_vs_bare", Goal.atMost(4).aiming(2.5)),
            Map.entry("gateway.rps_p99_50ms_vs_portkey", Goal.atLeast(5).aiming(10)),
            Map.entry("gateway.added_p50_vs_portkey", Goal.atMost(0.5).aiming(0.25)),
            Map.entry("gateway.clean_streams", Goal.atLeast(512).aiming(1024)),
            Map.entry("gateway.added_ttft_p99_ms", Goal.atMost(5).aiming(1)),
            Map.entry("gateway.cached_vs_hello", Goal.atLeast(0.7).aiming(1)),
            Map.entry("gateway.goodput_at_twice", Goal.atLeast(0.9)),
            Map.entry("gateway.sse_10k_connections", Goal.atLeast(10_000)),
            Map.entry("gateway.sse_10k_lost", Goal.atMost(0)),
            Map.entry("gateway.sse_10k_mb", Goal.atMost(600).aiming(400)));

    private final GatewayOptions options;
    private final Consumer<String> progress;
    private final Path project = Options.project();
    private final Rounds rounds = new Rounds();
    private final Steadiness steadiness = new Steadiness();

    public GatewayBenchmark(GatewayOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    public List<Figure> run() throws Exception {
        progress.accept("starting the mock and all ways to it");
        try (var arena = Arena.open(project, progress);
                var load = new Load(Saturation.MOST_CLIENTS)) {
            if (options.wants("rounds")) {
                measure(arena, load);
            }
            if (options.wants("connections")) {
                if (!options.wants("rounds")) {
                    new Streams(arena).warmUp();
                }
                progress.accept("opening connections");
                new OpenConnections(arena.ours(), rounds, progress).measure(options.connections());
            }
            if (options.wants("overload")) {
                progress.accept("twice the load");
                overload(arena);
            }
        }
        return rounds.figures();
    }

    private void measure(Arena arena, Load load) throws Exception {
        var turns = new Turns(
                new Cost(arena, load, options.turn()),
                new Saturation(arena, load, options.turn(), progress),
                new Streams(arena),
                new Cached(arena, load, options.turn(), progress));
        progress.accept("warming up");
        warmUp(arena, load, turns);
        for (var number = 1; number <= options.rounds(); number++) {
            progress.accept("round %d of %d".formatted(number, options.rounds()));
            if (!isKept(turns)) {
                progress.accept("void: the mock's own speed is off by more than 20 % of its median; once more");
                if (!isKept(turns)) {
                    progress.accept("void again, and left out");
                }
            }
        }
    }

    /** Last, for it leaves heaps behind that have grown. */
    private void overload(Arena arena) throws InterruptedException, IOException {
        var goodput = new Goodput(arena, options.turn(), progress);
        goodput.warmUp();
        for (var number = 1; number <= options.rounds(); number++) {
            goodput.measure(rounds);
        }
    }

    private void warmUp(Arena arena, Load load, Turns turns) throws Exception {
        var warmUp = new WarmUp(load, options.turn());
        for (var way : arena.ways()) {
            warmUp.of(way.processes(), way.ask(Question.atOnce()));
        }
        turns.streams().warmUp();
        turns.cached().warmUp();
    }

    /** Measures a round; what it saw counts when the machine was as fast before and after it as in the rounds so far. */
    private boolean isKept(Turns turns) throws Exception {
        var seen = new Rounds();
        if (!steadiness.isSteady(turns.cost().direct())) {
            return false;
        }
        turns.cost().cpu(seen);
        turns.cost().latency(seen);
        turns.saturation().measure(seen);
        turns.streams().measure(seen);
        turns.cached().measure(seen);
        var after = turns.cost().direct();
        seen.add("gateway.c8_per_s: direct", "1/s", after);
        if (!steadiness.isSteady(after)) {
            return false;
        }
        seen.figures().forEach(figure -> rounds.add(figure.name(), figure.unit(), figure.value()));
        return true;
    }

    private record Turns(Cost cost, Saturation saturation, Streams streams, Cached cached) {}
}
