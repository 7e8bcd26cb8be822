package io.focusforge.bench.natives;

import io.focusforge.bench.Options;
import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.RunningStack;
import io.focusforge.bench.measure.Figure;
import io.focusforge.bench.measure.Goal;
import io.focusforge.bench.measure.Rounds;
import io.focusforge.bench.natives.Turn.Value;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.focusforge.local.stack.StackOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Each service as a native executable and in its JVM, one after the other in the same stack, in rounds: when it is ready, what it holds when nobody has
 * asked it for anything, and how many requests it answers for a second of CPU; for the worker also when the first job that waited is done.
 */
public final class NativeBenchmark {
    public static final Map<String, Goal> GOALS = goals();

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int WARM_UPS = 3;
    private static final int CLIENTS = 8;

    private final NativeOptions options;
    private final Consumer<String> progress;
    private final Rounds rounds = new Rounds();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public NativeBenchmark(NativeOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    public List<Figure> run() throws Exception {
        var parent = Files.createDirectories(project().resolve("bench/target/stacks"));
        var data = Files.createTempDirectory(parent, "native");
        var stackOptions = StackOptions.of(project(), data)
                .withNatives(Set.of())
                .withSetting(Service.GATEWAY, "focusforge.gateway.limit.requests-per-minute", "10000000");
        progress.accept("starting a stack");
        for (var service : options.services()) {
            // What is stopped for good is not there for the next service.
            try (var stack = Stack.start(stackOptions)) {
                measure(stack, service, data.resolve(service + "-measured.log"));
            }
        }
        return rounds.figures();
    }

    static Path project() {
        return Options.project();
    }

    private void measure(Stack stack, Service service, Path log) throws Exception {
        var client = new RunningStack(stack.url(), stack.apiKey(), List.of(stack.apiKey()), Map.of());
        var arena = new Arena(stack, service, client, log);
        var call = MainCall.of(service, client, client.createOneTask());
        note(service, new Value("size_mb", "MB", Files.size(new Executables(project()).of(service)) / 1e6));
        stack.stop(service);
        for (var round = 1; round <= options.rounds(); round++) {
            var turns = new EnumMap<Flavor, Turn>(Flavor.class);
            for (var flavor : Flavor.values()) {
                progress.accept("%s, %s, round %d of %d".formatted(service, flavor, round, options.rounds()));
                turns.put(flavor, turn(arena, flavor, call));
            }
            Turn.compared(turns.get(Flavor.NATIVE), turns.get(Flavor.JVM)).forEach(value -> note(service, value));
        }
    }

    /** A service that is measured, and what is around it. */
    private record Arena(Stack stack, Service service, RunningStack client, Path log) {
        OwnService start(Flavor flavor) throws IOException {
            return OwnService.start(stack, service, flavor, log);
        }
    }

    private Turn turn(Arena arena, Flavor flavor, MainCall call) throws Exception {
        double ready;
        double idle;
        double loaded;
        double throughput;
        var waiting = Optional.<WaitingJob>empty();
        try (var own = arena.start(flavor);
                var load = new Load(CLIENTS)) {
            ready = own.awaitReady(http, arena.stack().managementUrl(arena.service()));
            Thread.sleep(IDLE);
            idle = own.processes().residentMegabytes();
            throughput = perSecondOfCpu(own, load, call);
            loaded = own.processes().residentMegabytes();
            if (arena.service() == Service.WORKER) {
                waiting = Optional.of(WaitingJob.accepted(http, arena.client()));
            }
        }
        var zeroToDone = waiting.isPresent()
                ? OptionalDouble.of(zeroToDone(arena, flavor, waiting.get()))
                : OptionalDouble.empty();
        return new Turn(ready, idle, loaded, throughput, zeroToDone);
    }

    private static double zeroToDone(Arena arena, Flavor flavor, WaitingJob job)
            throws IOException, SQLException, InterruptedException {
        job.awaitDue();
        try (var own = arena.start(flavor)) {
            return job.awaitDone(arena.stack(), own);
        }
    }

    private double perSecondOfCpu(OwnService own, Load load, MainCall call) {
        load.closedLoop(CLIENTS, options.seconds().multipliedBy(WARM_UPS), call.calls());
        var before = own.processes().cpu();
        var answered = load.closedLoop(CLIENTS, options.seconds(), call.calls()).withoutFailures();
        return answered.latencies().length
                / (own.processes().cpu().minus(before).toNanos() / 1e9);
    }

    private void note(Service service, Value value) {
        rounds.add(figure(service, value.name()), value.unit(), value.value());
    }

    private static String figure(Service service, String name) {
        return "native.%s.%s".formatted(service, name);
    }

    private static Map<String, Goal> goals() {
        var goals = new HashMap<String, Goal>();
        for (var service : Service.values()) {
            goals.put(figure(service, "ready_ms"), Goal.atMost(250).aiming(100));
            goals.put(figure(service, "ready_vs_jvm"), Goal.atMost(0.33).aiming(0.1));
            goals.put(figure(service, "rss_mb"), Goal.atMost(90).aiming(60));
        }
        goals.put(
                figure(Service.WORKER, "zero_to_done_vs_jvm"), Goal.atMost(0.5).aiming(0.2));
        return Map.copyOf(goals);
    }
}
