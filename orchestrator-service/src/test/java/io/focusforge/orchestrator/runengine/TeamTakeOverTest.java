package io.focusforge.orchestrator.runengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.focusforge.orchestrator.agentrun.Heard;
import io.focusforge.orchestrator.agentrun.TeamGraph;
import io.focusforge.orchestrator.agentrun.Workshop;
import io.focusforge.orchestrator.definition.AgentBudget;
import io.focusforge.orchestrator.definition.AgentRole;
import io.focusforge.orchestrator.definition.AgentTeam;
import io.focusforge.orchestrator.definition.AgentTool;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.definition.ToolName;
import io.focusforge.orchestrator.mcptool.ToolAnswer;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.StepContext;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepUsage;
import io.focusforge.orchestrator.runstore.RunReads;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A team whose engine dies at any of its steps: another goes on where it was, with the same keys, and asks nothing twice. */
class TeamTakeOverTest {
    private static final Map<String, ObjectNode> SCRIPT = Map.of(
            "t1", calls("hand_to", "{\"agent\":\"scout\",\"task\":\"Look\"}"),
            "t2", calls("house__lookup", "{\"word\":\"tea\"}"),
            "t3", calls("report", "{\"result\":\"a drink\"}"),
            "t4", calls("finish", "{\"result\":\"Tea is a drink\"}"));
    private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
    private final Map<String, Set<UUID>> keys = new ConcurrentHashMap<>();
    private RunStage stage;

    @BeforeEach
    void open() {
        stage = new RunStage();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"t1", "t2", "c1", "t4"})
    void anotherEngineGoesOn(String held) {
        var first = stage.engine();
        var run = stage.run(first, graph(held));
        await().until(() -> tries.containsKey(held));
        first.die();
        stage.engine();
        assertThat(stage.await(run, "succeeded").getString("output")).contains("Tea is a drink");
        tries.forEach((step, times) -> assertThat(times).as(step).hasValue(step.equals(held) ? 2 : 1));
        assertThat(tries).containsOnlyKeys("t1", "t2", "c1", "t3", "t4");
        assertThat(keys.values()).allSatisfy(of -> assertThat(of).hasSize(1));
        assertThat(stage.row(run).getLong("input_tokens")).isEqualTo(4);
    }

    private Graph graph(String held) {
        var scout = new AgentRole(
                "scout",
                "Finds out.",
                "default",
                List.of(new AgentTool.OfServer(new ToolName("house", "lookup"), "/")));
        var team = new AgentTeam(
                new AgentRole("supervisor", "Leads.", "default", List.of()),
                List.of(scout),
                6,
                100,
                new AgentBudget(10, 100, 100, Duration.ofMinutes(5)));
        var workshop = new Workshop(
                (context, request, timeout) -> {
                    passes(context, held);
                    return new Heard.Message(SCRIPT.get(name(context)), new StepUsage(1, 0, 0));
                },
                (tenant, name, tool) -> JsonNodeFactory.instance.objectNode(),
                (name, arguments, context, timeout) -> {
                    passes(context, held);
                    return new ToolAnswer.Given(TextNode.valueOf("a drink"));
                },
                new NoChains(),
                new RunReads(stage.database)::usage,
                Clock.systemUTC());
        return new TestGraph()
                .step("team", Set.of(), (context, results) -> new StepOutcome.Expands(TextNode.valueOf("Tea?")))
                .within("team", goal -> new TeamGraph(team, TestGraph.EFFECT, goal, workshop));
    }

    /** Does not come back from the step that is held, the first time. */
    private void passes(StepContext context, String held) throws InterruptedException {
        var step = name(context);
        keys.computeIfAbsent(step, first -> ConcurrentHashMap.newKeySet()).add(context.idempotencyKey());
        var times = tries.computeIfAbsent(step, first -> new AtomicInteger()).incrementAndGet();
        if (step.equals(held) && times == 1) {
            try {
                context.await(new CompletableFuture<>());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String name(StepContext context) {
        return context.step().substring(context.step().lastIndexOf('/') + 1);
    }

    private static ObjectNode calls(String tool, String arguments) {
        var message = new ObjectMapper().createObjectNode().put("role", "assistant");
        message.putArray("tool_calls")
                .addObject()
                .put("id", "call-" + tool)
                .putObject("function")
                .put("name", tool)
                .put("arguments", arguments);
        return message;
    }

    private record NoChains() implements Workshop.Chains {
        @Override
        public StepOutcome begin(UUID tenant, Step.Called chain, JsonNode input) {
            throw new IllegalStateException("no chain is called");
        }

        @Override
        public Graph graph(JsonNode seed) {
            throw new IllegalStateException("no chain is called");
        }
    }
}
