package io.focusforge.orchestrator.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.Node;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Walks a graph in memory: each step on a thread of its own, when all that it needs is there. The first failure ends all. */
final class TrialWalk {
    private static final String TOO_MANY = "too_many_steps";

    private final ExecutorService threads;
    private final Function<String, TrialContext> contexts;
    private final AtomicInteger left;
    private final ConcurrentLinkedQueue<StepReport> reports = new ConcurrentLinkedQueue<>();

    TrialWalk(ExecutorService threads, Function<String, TrialContext> contexts, int mostSteps) {
        this.threads = threads;
        this.contexts = contexts;
        this.left = new AtomicInteger(mostSteps);
    }

    List<StepReport> reports() {
        return List.copyOf(reports);
    }

    /** @throws RunFailure when a step has failed, or what comes out does not do */
    JsonNode walk(Graph graph, String prefix) throws InterruptedException {
        var nodes = graph.nodes();
        var places = new Semaphore(Math.min(graph.atOnce(), Math.max(1, nodes.size())));
        var steps = new HashMap<String, CompletableFuture<Optional<JsonNode>>>();
        nodes.forEach(node -> steps.put(node.id(), new CompletableFuture<>()));
        nodes.forEach(node -> threads.execute(() -> {
            try {
                steps.get(node.id()).complete(step(graph, node, prefix, steps, places));
            } catch (InterruptedException | RuntimeException e) {
                steps.get(node.id()).completeExceptionally(e);
            }
        }));
        return graph.output(results(steps, nodes.stream().map(Node::id).toList()));
    }

    private Optional<JsonNode> step(
            Graph graph,
            Node node,
            String prefix,
            Map<String, CompletableFuture<Optional<JsonNode>>> steps,
            Semaphore places)
            throws InterruptedException {
        var results = results(steps, List.copyOf(node.needs()));
        if (!node.needs().isEmpty() && results.isEmpty()) {
            return skipped(prefix + node.id(), System.nanoTime());
        }
        places.acquire();
        try {
            return done(graph, node, prefix + node.id(), results);
        } finally {
            places.release();
        }
    }

    private Optional<JsonNode> done(Graph graph, Node node, String path, Map<String, JsonNode> results)
            throws InterruptedException {
        if (left.decrementAndGet() < 0) {
            throw new RunFailure(TOO_MANY, "A trial has not so many steps.", false);
        }
        var begun = System.nanoTime();
        return switch (outcome(graph, node, path, results)) {
            case StepOutcome.Done(var result, var usage, var _) -> ended(path, result, usage, begun);
            case StepOutcome.Skipped _ -> skipped(path, begun);
            case StepOutcome.Expands(var seed) ->
                ended(path, walk(graph.expand(node.id(), seed), path + "/"), StepUsage.NONE, begun);
            case StepOutcome.Fails fails ->
                throw failed(path, new RunFailure(fails.code(), fails.message(), false), fails.usage(), begun);
            case StepOutcome.Waits _ ->
                throw failed(path, new RunFailure("waits", "A trial does not wait.", false), StepUsage.NONE, begun);
        };
    }

    private StepOutcome outcome(Graph graph, Node node, String path, Map<String, JsonNode> results)
            throws InterruptedException {
        var begun = System.nanoTime();
        try {
            return graph.body(node.id()).run(contexts.apply(path), results);
        } catch (InterruptedException e) {
            throw e;
        } catch (RunFailure known) {
            throw failed(path, known, StepUsage.NONE, begun);
        } catch (Exception e) {
            throw failed(path, new RunFailure("step_failed", "The step has failed.", true), StepUsage.NONE, begun);
        }
    }

    private Optional<JsonNode> ended(String path, JsonNode result, StepUsage usage, long begun) {
        reports.add(new StepReport(path, "done", result, null, usage, millisSince(begun)));
        return Optional.of(result);
    }

    private Optional<JsonNode> skipped(String path, long begun) {
        reports.add(new StepReport(path, "skipped", null, null, StepUsage.NONE, millisSince(begun)));
        return Optional.empty();
    }

    private RunFailure failed(String path, RunFailure failure, StepUsage usage, long begun) {
        var error = new StepReport.Failure(failure.code(), failure.getMessage());
        reports.add(new StepReport(path, "failed", null, error, usage, millisSince(begun)));
        return failure;
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private static Map<String, JsonNode> results(
            Map<String, CompletableFuture<Optional<JsonNode>>> steps, List<String> of) throws InterruptedException {
        var results = new HashMap<String, JsonNode>();
        for (var id : of) {
            try {
                steps.get(id).get().ifPresent(result -> results.put(id, result));
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
            }
        }
        return results;
    }
}
