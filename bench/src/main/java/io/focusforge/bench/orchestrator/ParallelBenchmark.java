package io.focusforge.bench.orchestrator;

import io.focusforge.bench.measure.Rounds;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Eight steps that ask a model which takes 200 ms: side by side, and the same one after the other. */
final class ParallelBenchmark {
    private static final int STEPS = 8;
    private static final int WARM_UP = 5;
    private static final int RUNS = 4;
    private static final String TOGETHER = "bench_together";
    private static final String IN_TURN = "bench_in_turn";
    private final PublicApi api;
    private int word;

    ParallelBenchmark(ModelStack stack) {
        this.api = stack.api();
    }

    void prepare() throws Exception {
        upload(TOGETHER, false);
        upload(IN_TURN, true);
        for (var i = 0; i < WARM_UP; i++) {
            run(TOGETHER);
            run(IN_TURN);
        }
    }

    void measure(Rounds rounds) throws Exception {
        var together = 0.0;
        var inTurn = 0.0;
        for (var i = 0; i < RUNS; i++) {
            together += run(TOGETHER) / RUNS;
            inTurn += run(IN_TURN) / RUNS;
        }
        rounds.add("orchestrator.parallel_speedup", "×", inTurn / together);
        rounds.add("8 steps of 200 ms side by side", "ms", together);
        rounds.add("8 steps of 200 ms one after the other", "ms", inTurn);
    }

    private void upload(String name, boolean inTurn) throws Exception {
        var steps = IntStream.range(0, STEPS)
                .mapToObj(i ->
                        "  - { id: s%d, type: prompt, model: %s, prompt: 'Say {input.word} %d', output: { type: object }%s }"
                                .formatted(
                                        i, MockModel.SLOW, i, inTurn && i > 0 ? ", needs: [s%d]".formatted(i - 1) : ""))
                .collect(Collectors.joining("\n"));
        var input = "{ type: object, properties: { word: { type: string } }, required: [word] }";
        api.post(
                "/api/v1/chains",
                "application/yaml",
                "name: %s\ndescription: Eight steps.\ninput: %s\nsteps:\n%s\n".formatted(name, input, steps));
    }

    /** @return milliseconds, of the request that begins it and waits for its end */
    private double run(String chain) throws Exception {
        var body = new JsonObject()
                .put("input", new JsonObject().put("word", "word " + word++))
                .put("mode", "sync")
                .put("timeout", "PT20S");
        var from = System.nanoTime();
        var run = api.post("/api/v1/chains/" + chain + "/runs", body);
        var millis = (System.nanoTime() - from) / 1e6;
        if (!"succeeded".equals(run.getString("state"))) {
            throw new IllegalStateException(run.encode());
        }
        return millis;
    }
}
