package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.Node;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.run.StepBody;
import io.focusforge.orchestrator.schema.JsonSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A graph whose output is held against a schema. */
record Checked(Graph graph, JsonSchema schema) implements Graph {
    static Graph output(Step step, Graph graph) {
        return of(step.common().output(), graph);
    }

    static Graph of(Optional<JsonSchema> schema, Graph graph) {
        return schema.<Graph>map(declared -> new Checked(graph, declared)).orElse(graph);
    }

    @Override
    public JsonNode output(Map<String, JsonNode> results) {
        var output = graph.output(results);
        var errors = schema.errors(output);
        if (!errors.isEmpty()) {
            throw new RunFailure(Failed.OUTPUT, "The output breaks its schema: " + String.join("; ", errors), false);
        }
        return output;
    }

    @Override
    public List<Node> nodes() {
        return graph.nodes();
    }

    @Override
    public StepBody body(String id) {
        return graph.body(id);
    }

    @Override
    public Graph expand(String id, JsonNode seed) {
        return graph.expand(id, seed);
    }

    @Override
    public int atOnce() {
        return graph.atOnce();
    }
}
