package io.focusforge.orchestrator.runengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.focusforge.orchestrator.run.StepBody;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepTerms;
import io.focusforge.orchestrator.run.StepUsage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EngineTest extends OnOneEngine {
    private final AtomicInteger effects = new AtomicInteger();

    @Test
    void givesEachStepWhatItNeeds() {
        var graph = new TestGraph()
                .step(
                        "a",
                        Set.of(),
                        (context, results) -> done(context.input().path("x").asInt() + 1))
                .step(
                        "b",
                        Set.of("a"),
                        (context, results) -> done(results.get("a").asInt() * 2))
                .step(
                        "c",
                        Set.of("b"),
                        TestGraph.PURE,
                        (context, results) -> done(results.get("b").asInt() + results.size()));
        var run = stage.run(engine, graph, JsonNodeFactory.instance.objectNode().put("x", 20));
        var row = stage.await(run, "succeeded");
        assertThat(row.getString("output")).isEqualTo("{\"a\":21,\"b\":42,\"c\":43}");
        assertThat(stage.steps(run)).extracting(step -> step.getString("step")).containsExactly("a", "b", "c");
        assertThat(row.getLong("seq")).isGreaterThan(3);
        assertThat(row.getUUID("engine_id")).isNull();
    }

    @Test
    void runsIndependentStepsAtTheSameTime() {
        var meeting = new CyclicBarrier(3);
        StepBody meet = (context, results) -> done(meeting.await(5, TimeUnit.SECONDS) >= 0 ? 1 : 0);
        var graph = new TestGraph()
                .step("a", Set.of(), meet)
                .step("b", Set.of(), meet)
                .step("c", Set.of(), meet);
        stage.await(stage.run(engine, graph), "succeeded");
    }

    @Test
    void skipsWhatABranchDecidesAgainstAndAllThatHangsOnIt() {
        var graph = new TestGraph()
                .step(
                        "if",
                        Set.of(),
                        (context, results) ->
                                new StepOutcome.Done(TextNode.valueOf("yes"), StepUsage.NONE, Set.of("no")))
                .step("yes", Set.of("if"), this::count)
                .step("no", Set.of("if"), this::count)
                .step("after-no", Set.of("no"), this::count)
                .step("both", Set.of("yes", "after-no"), (context, results) -> done(results.size()));
        var row = stage.await(stage.run(engine, graph), "succeeded");
        assertThat(row.getString("output")).isEqualTo("{\"if\":\"yes\",\"yes\":1,\"both\":1}");
        assertThat(effects).hasValue(1);
    }

    @Test
    void walksAListWithSoManyAtOnce() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var three = new CyclicBarrier(3);
        var graph = new TestGraph()
                .step("each", Set.of(), (context, results) -> new StepOutcome.Expands(IntNode.valueOf(9)))
                .step(
                        "sum",
                        Set.of("each"),
                        (context, results) -> done(results.get("each").size()))
                .within(
                        "each",
                        size -> list(size.asInt(), (context, results) -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            three.await(10, TimeUnit.SECONDS);
                            running.decrementAndGet();
                            return count(context, results);
                        }));
        var run = stage.run(engine, graph);
        var row = stage.await(run, "succeeded");
        assertThat(row.getString("output")).contains("\"sum\":9");
        assertThat(effects).hasValue(9);
        assertThat(most.get()).isEqualTo(3);
        assertThat(stage.step(run, "each/8")).isPresent();
    }

    @Test
    void anEmptyListIsDone() {
        var graph = new TestGraph()
                .step("each", Set.of(), (context, results) -> new StepOutcome.Expands(IntNode.valueOf(0)))
                .step("after", Set.of("each"), this::count)
                .within("each", size -> list(0, this::count));
        stage.await(stage.run(engine, graph), "succeeded");
    }

    @Test
    void triesAgainUnderTheSameKeyAndAddsUpWhatItCosts() {
        var keys = ConcurrentHashMap.newKeySet();
        var graph = new TestGraph().step("a", Set.of(), (context, results) -> {
            keys.add(context.idempotencyKey());
            var usage = new StepUsage(1, 2, 3);
            return context.attempt() < 3
                    ? new StepOutcome.Fails("model_unavailable", "away", true, Optional.empty(), usage)
                    : new StepOutcome.Done(done(context.attempt()).result(), usage);
        });
        var run = stage.run(engine, graph);
        var row = stage.await(run, "succeeded");
        assertThat(row.getString("output")).isEqualTo("{\"a\":3}");
        assertThat(row.getLong("cost_micros")).isEqualTo(9);
        assertThat(keys).hasSize(1);
        assertThat(stage.steps(run).getFirst().getInteger("attempt")).isEqualTo(3);
    }

    @Test
    void failsWhenAStepHasNoAttemptsLeftButLetsTheOthersEnd() {
        var other = new CountDownLatch(1);
        var graph = new TestGraph()
                .step("bad", Set.of(), (context, results) -> {
                    effects.incrementAndGet();
                    throw new IllegalStateException("secret");
                })
                .step("good", Set.of(), (context, results) -> {
                    await().until(() -> effects.get() == 3);
                    return done(1);
                })
                .step("after", Set.of("bad"), (context, results) -> {
                    other.countDown();
                    return done(1);
                });
        var run = stage.run(engine, graph);
        var row = stage.await(run, "failed");
        assertThat(row.getString("error_step")).isEqualTo("bad");
        assertThat(row.getString("error_code")).isEqualTo("internal_error");
        assertThat(row.getString("error_message")).doesNotContain("secret");
        assertThat(effects).hasValue(3);
        assertThat(stage.step(run, "good").orElseThrow().getString("state")).isEqualTo("succeeded");
        assertThat(other.getCount()).isOne();
    }

    @Test
    void cutsAnAttemptShortWhenItsTimeIsUp() {
        var interrupted = new CountDownLatch(1);
        var terms = new StepTerms(Duration.ofMillis(400), 1, Duration.ZERO, Duration.ZERO, true);
        var graph = new TestGraph().step("slow", Set.of(), terms, (context, results) -> {
            try {
                return context.await(new CompletableFuture<>());
            } finally {
                interrupted.countDown();
            }
        });
        var row = stage.await(stage.run(engine, graph), "failed");
        assertThat(row.getString("error_code")).isEqualTo("timeout");
        await().until(() -> interrupted.getCount() == 0);
    }

    @Test
    void refusesAGraphThatNeverEnds() {
        var graph = new TestGraph().step("a", Set.of("b"), this::count).step("b", Set.of("a"), this::count);
        assertThat(stage.await(stage.run(engine, graph), "failed").getString("error_code"))
                .isEqualTo("stuck");
    }

    @Test
    void boundsResultsAndSteps() {
        var large = new TestGraph()
                .step("a", Set.of(), (context, results) -> new StepOutcome.Done(TextNode.valueOf("x".repeat(20_000))));
        assertThat(stage.await(stage.run(engine, large), "failed").getString("error_code"))
                .isEqualTo("result_too_large");
        var many = new TestGraph()
                .step("each", Set.of(), (context, results) -> new StepOutcome.Expands(IntNode.valueOf(501)))
                .within("each", size -> list(size.asInt(), this::count));
        assertThat(stage.await(stage.run(engine, many), "failed").getString("error_code"))
                .isEqualTo("too_many_steps");
        assertThat(effects).hasValue(0);
    }

    @Test
    void showsProgressOfAStepThatTakesLong() {
        var end = new CountDownLatch(1);
        var graph = new TestGraph().step("slow", Set.of(), (context, results) -> {
            context.progress(IntNode.valueOf(40));
            end.await();
            return done(1);
        });
        var run = stage.run(engine, graph);
        await().until(() -> stage.step(run, "slow").map(row -> row.getString("progress")), Optional.of("40")::equals);
        end.countDown();
        stage.await(run, "succeeded");
    }

    @Test
    void recordsAThousandStepsOfManyRunsInOrder() {
        var graph = new TestGraph();
        Set<String> needs = Set.of();
        for (var i = 0; i < 20; i++) {
            graph.step("s" + i, needs, i % 2 == 0 ? TestGraph.EFFECT : TestGraph.PURE, this::count);
            needs = Set.of("s" + i);
        }
        var runs =
                IntStream.range(0, 50).mapToObj(i -> stage.run(engine, graph)).toList();
        runs.forEach(run -> stage.await(run, "succeeded"));
        assertThat(effects).hasValue(1000);
        assertThat(runs).allSatisfy(run -> assertThat(stage.steps(run))
                .extracting(row -> row.getString("step"))
                .startsWith("s0", "s1", "s2")
                .hasSize(20));
    }

    private StepOutcome count(Object context, Map<String, JsonNode> results) {
        effects.incrementAndGet();
        return done(1);
    }

    private static TestGraph list(int size, StepBody body) {
        var graph = new TestGraph().atOnce(3);
        for (var i = 0; i < size; i++) {
            graph.step("" + i, Set.of(), body);
        }
        return graph;
    }
}
