package io.focusforge.orchestrator.runengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.Node;
import io.focusforge.orchestrator.run.StepBody;
import io.focusforge.orchestrator.run.StepTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A graph that a test puts together. Its output has all results, by their steps' names. */
public final class TestGraph implements Graph {
    static final StepTerms EFFECT =
            new StepTerms(Duration.ofSeconds(20), 3, Duration.ofMillis(1), Duration.ofMillis(5), true);
    static final StepTerms PURE = StepTerms.inside(Duration.ofSeconds(20));

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, StepBody> bodies = new LinkedHashMap<>();
    private final Map<String, Function<JsonNode, Graph>> within = new LinkedHashMap<>();
    private int atOnce = Integer.MAX_VALUE;

    public TestGraph step(String id, Set<String> needs, StepTerms terms, StepBody body) {
        nodes.add(new Node(id, needs, terms));
        bodies.put(id, body);
        return this;
    }

    public TestGraph step(String id, Set<String> needs, StepBody body) {
        return step(id, needs, EFFECT, body);
    }

    public TestGraph within(String id, Function<JsonNode, Graph> graph) {
        within.put(id, graph);
        return this;
    }

    TestGraph atOnce(int steps) {
        atOnce = steps;
        return this;
    }

    @Override
    public List<Node> nodes() {
        return nodes;
    }

    @Override
    public StepBody body(String id) {
        return bodies.get(id);
    }

    @Override
    public Graph expand(String id, JsonNode seed) {
        return within.get(id).apply(seed);
    }

    @Override
    public int atOnce() {
        return atOnce;
    }

    @Override
    public JsonNode output(Map<String, JsonNode> results) {
        var output = JsonNodeFactory.instance.objectNode();
        results.forEach(output::set);
        return output;
    }
}
