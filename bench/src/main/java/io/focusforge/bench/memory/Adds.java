package io.focusforge.bench.memory;

import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.load.StackProcesses;
import io.focusforge.bench.measure.CpuCost;
import io.focusforge.bench.measure.Rounds;
import io.focusforge.local.stack.Stack;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;

/** Memories added one by one until each is kept, and then the way of others into the index. */
final class Adds {
    private static final int CLIENTS = 16;
    /** Until the compilers of the JVMs have done most of their work. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private final Stack stack;
    private final Indexing indexing;
    private final MemoryOptions options;
    private final Rounds rounds;
    private final Consumer<String> progress;
    private final Sentences sentences = new Sentences(3);
    private long numbers;

    Adds(Stack stack, InnerApi api, MemoryOptions options, Rounds rounds, Consumer<String> progress) {
        this.stack = stack;
        this.indexing = new Indexing(stack, api);
        this.options = options;
        this.rounds = rounds;
        this.progress = progress;
    }

    void measure() throws Exception {
        try (var connection = stack.servers().endpoints().postgres().connect("memory");
                var load = new Load(CLIENTS)) {
            var index = new MemoryIndex(connection);
            progress.accept("memories, warming up");
            round(index, load, WARM_UP, new Rounds());
            for (var round = 1; round <= options.rounds(); round++) {
                progress.accept("memories, round %d of %d".formatted(round, options.rounds()));
                round(index, load, options.seconds(), rounds);
            }
        }
    }

    private void round(MemoryIndex index, Load load, Duration duration, Rounds noted) throws Exception {
        var before = index.count();
        var cost = new CpuCost(StackProcesses.of(stack));
        var outcome = load.closedLoop(CLIENTS, duration, number -> add()).withoutFailures();
        var added = outcome.latencies().length;
        noted.add("memory.adds_per_s", "1/s", outcome.perSecond());
        noted.add("a memory added, p95", "ms", outcome.percentile(0.95));
        cost.perRequest(added)
                .forEach((process, micros) -> noted.add("CPU per memory added: " + process, "ms", micros / 1000));
        index.await(before + added);
        indexing.round(index, noted);
    }

    // Called by the event loop of the load only.
    private Call add() {
        var text = sentences.next() + " It is noted as number " + ++numbers + ".";
        var body = new JsonObject().put("text", text).put("infer", false).encode();
        return new Call(HttpMethod.POST, stack.url() + "/api/v1/memories", "Bearer " + stack.apiKey(), body, 201);
    }
}
