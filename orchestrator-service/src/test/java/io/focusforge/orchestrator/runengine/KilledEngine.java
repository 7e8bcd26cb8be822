package io.focusforge.orchestrator.runengine;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.StepContext;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepTerms;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A process that runs runs until it is killed. It prints a line for each step that it executes. */
final class KilledEngine {
    static final int RUNS = 12;
    static final int STEPS = 40;
    static final String GRAPH = "chain";
    private static final String KILLED = "killed";
    private static final StepTerms INSIDE = StepTerms.inside(Duration.ofSeconds(20));

    private KilledEngine() {}

    /** Arguments: URL, role and password of the database, tenant. */
    public static void main(String[] arguments) throws Exception {
        var pool = RunStage.pool(Vertx.vertx(), arguments[0], arguments[1], arguments[2]);
        var graphs = Map.of(GRAPH, graph(pool, KILLED));
        var engine = RunStage.engine(TenantDatabase.over(pool), new RunStage.Source(graphs));
        engine.start();
        while (!engine.isReady()) {
            Thread.sleep(5);
        }
        for (var i = 0; i < RUNS; i++) {
            engine.accept(RunStage.newRun(UUID.fromString(arguments[3]), GRAPH, NullNode.getInstance()));
        }
        Thread.sleep(Duration.ofMinutes(1));
    }

    /**
     * Steps of both kinds one after the other, each of which leaves its key behind, and says who has executed it. In the process that is to be
     * killed the last one does not end.
     */
    static Graph graph(Pool pool, String process) {
        var graph = new TestGraph();
        Set<String> needs = Set.of();
        for (var i = 0; i < STEPS; i++) {
            var holds = process.equals(KILLED) && i == STEPS - 1;
            graph.step("s" + i, needs, i % 3 == 2 ? INSIDE : TestGraph.EFFECT, (context, results) -> {
                if (holds) {
                    return context.await(new CompletableFuture<>());
                }
                leave(pool, process, context);
                return new StepOutcome.Done(IntNode.valueOf(results.size()));
            });
            needs = Set.of("s" + i);
        }
        return graph;
    }

    private static void leave(Pool pool, String process, StepContext context) {
        pool.preparedQuery("INSERT INTO effects (run_id, step, key, process) VALUES ($1, $2, $3, $4)")
                .execute(Tuple.of(context.run().id(), context.step(), context.idempotencyKey(), process))
                .await()
                .indefinitely();
        System.out.println(context.step());
    }
}
