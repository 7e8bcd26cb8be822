package io.focusforge.orchestrator.agentrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.orchestrator.definition.AgentRole;
import io.focusforge.orchestrator.definition.AgentTeam;
import io.focusforge.orchestrator.definition.AgentTool;
import io.focusforge.orchestrator.mcptool.ToolAnswer;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.Node;
import io.focusforge.orchestrator.run.StepBody;
import io.focusforge.orchestrator.run.StepContext;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepTerms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a turn has called for, each a step of its own. A tool that refuses is told to the model; a chain that fails ends the run. */
final class Deeds implements Graph {
    private final Thought thought;
    private final StepTerms terms;
    private final Workshop workshop;
    private final Map<String, AgentTool> tools;

    Deeds(AgentTeam team, Thought thought, StepTerms terms, Workshop workshop) {
        this.thought = thought;
        this.terms = terms;
        this.workshop = workshop;
        this.tools = team.agents().stream()
                .filter(agent -> agent.name().equals(thought.agent()))
                .findFirst()
                .map((AgentRole agent) -> Names.of(agent))
                .orElse(Map.of());
    }

    static List<Thought.Call> of(Thought thought) {
        return thought.calls().stream()
                .filter(call -> !Control.is(call.tool()) && call.problem() == null)
                .toList();
    }

    /** By the ids of the calls. */
    static Map<String, JsonNode> results(JsonNode output) {
        var results = new HashMap<String, JsonNode>();
        output.properties().forEach(entry -> results.put(entry.getKey(), entry.getValue()));
        return results;
    }

    @Override
    public List<Node> nodes() {
        return IntStream.range(0, of(thought).size())
                .mapToObj(place -> new Node(id(place), Set.of(), terms))
                .toList();
    }

    private static String id(int place) {
        return "c" + (place + 1);
    }

    private Thought.Call call(String id) {
        return of(thought).get(Integer.parseInt(id.substring(1)) - 1);
    }

    @Override
    public StepBody body(String id) {
        return (context, results) -> run(call(id), context);
    }

    private StepOutcome run(Thought.Call call, StepContext context) throws InterruptedException {
        return switch (tools.get(call.tool())) {
            case AgentTool.OfChain(var chain) ->
                told(workshop.chains().begin(context.run().tenant(), chain, call.arguments()));
            case AgentTool.OfServer server ->
                outcome(
                        workshop.tools().call(server.name(), call.arguments(), context, terms.timeout()),
                        context.attempt() >= terms.attempts());
        };
    }

    /** What cannot begin is told to the model. */
    private static StepOutcome told(StepOutcome outcome) {
        return outcome instanceof StepOutcome.Fails failure
                ? new StepOutcome.Done(problem(failure.code(), failure.message()))
                : outcome;
    }

    private static StepOutcome outcome(ToolAnswer answer, boolean isLast) {
        return switch (answer) {
            case ToolAnswer.Given(var content) -> new StepOutcome.Done(content);
            case ToolAnswer.Refused(var code, var problem, var retryable, var retryAfter) ->
                retryable && !isLast
                        ? new StepOutcome.Fails(
                                code,
                                problem.path("detail").asText(),
                                true,
                                retryAfter,
                                io.focusforge.orchestrator.run.StepUsage.NONE)
                        : new StepOutcome.Done(
                                JsonNodeFactory.instance.objectNode().set("error", problem));
        };
    }

    private static JsonNode problem(String code, String detail) {
        var error = JsonNodeFactory.instance.objectNode();
        error.putObject("error").put("code", code).put("detail", detail);
        return error;
    }

    @Override
    public Graph expand(String id, JsonNode seed) {
        return workshop.chains().graph(seed);
    }

    @Override
    public JsonNode output(Map<String, JsonNode> results) {
        var output = JsonNodeFactory.instance.objectNode();
        var calls = of(thought);
        for (var place = 0; place < calls.size(); place++) {
            output.set(calls.get(place).id(), results.getOrDefault(id(place), Story.nothing()));
        }
        return output;
    }
}
