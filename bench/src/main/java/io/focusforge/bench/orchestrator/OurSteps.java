package io.focusforge.bench.orchestrator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.GraphSource;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.run.Node;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.StepBody;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepTerms;
import io.focusforge.orchestrator.runengine.EndNotice;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runengine.EngineSettings;
import io.focusforge.orchestrator.runengine.WalkLimits;
import io.focusforge.orchestrator.runstore.RunChange;
import io.focusforge.orchestrator.runstore.Stored;
import io.focusforge.orchestrator.runstore.StoredRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** FocusForge's engine of runs, as the orchestrator has it. */
final class OurSteps implements StepContestant {
    private static final Caller CALLER = new Caller(UUID.randomUUID(), UUID.randomUUID(), Set.of("tasks:write"), null);
    private static final EngineSettings SETTINGS = new EngineSettings(
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            256,
            512,
            20,
            1_000_000,
            Duration.ofSeconds(5),
            new WalkLimits(2_000, 8, 16_000_000));

    private final String name;
    private final Map<String, Runnable> seen = new ConcurrentHashMap<>();
    private final Engine engine;

    /** @param terms of each step */
    OurSteps(String name, TenantDatabase database, StepTerms terms) throws InterruptedException {
        this.name = name;
        var stored = new Stored(new ObjectMapper());
        var source = new Source(seen, terms);
        this.engine = Engine.over(database, stored, List.of(source), new Nobody(), SETTINGS, Clock.systemUTC());
        engine.start();
        while (!engine.isReady()) {
            Thread.sleep(10);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void chain(Runnable step) {
        var definition = Thread.currentThread().getName();
        seen.put(definition, step);
        var run = engine.accept(new NewRun(
                Source.KIND,
                definition,
                "bench",
                NullNode.getInstance(),
                CALLER,
                null,
                TraceContext.start().traceparent()));
        var done = engine.done(run);
        if (done != null) {
            done.join();
        }
    }

    @Override
    public void close() {
        try {
            engine.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Source(Map<String, Runnable> seen, StepTerms terms) implements GraphSource {
        private static final String KIND = "bench";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Optional<Graph> find(RunKey run, String definition) {
            return Optional.of(new Chain(seen.get(definition), terms));
        }
    }

    private record Chain(Runnable seen, StepTerms terms) implements Graph {
        @Override
        public List<Node> nodes() {
            return IntStream.range(0, STEPS)
                    .mapToObj(i -> new Node("s" + i, i == 0 ? Set.of() : Set.of("s" + (i - 1)), terms))
                    .toList();
        }

        @Override
        public StepBody body(String id) {
            return (context, results) -> {
                seen.run();
                return new StepOutcome.Done(NullNode.getInstance());
            };
        }

        @Override
        public JsonNode output(Map<String, JsonNode> results) {
            return NullNode.getInstance();
        }
    }

    private record Nobody() implements EndNotice {
        @Override
        public OutboxMessage of(StoredRun run, RunChange end, Instant at) {
            return null;
        }

        @Override
        public void committed() {}
    }
}
