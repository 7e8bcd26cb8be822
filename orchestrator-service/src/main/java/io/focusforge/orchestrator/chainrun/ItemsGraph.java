package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.Node;
import io.focusforge.orchestrator.run.StepBody;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepTerms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The same steps for each item of a list. */
record ItemsGraph(Chained chained, Step.Each each, Surroundings around, JsonNode items) implements Graph {
    private static final StepTerms TERMS = StepTerms.inside(Duration.ofSeconds(10));

    @Override
    public List<Node> nodes() {
        return IntStream.range(0, items.size())
                .mapToObj(i -> new Node(Integer.toString(i), Set.of(), TERMS))
                .toList();
    }

    @Override
    public StepBody body(String id) {
        return (context, results) -> new StepOutcome.Expands(JsonNodeFactory.instance.objectNode());
    }

    @Override
    public Graph expand(String id, JsonNode seed) {
        var index = Integer.parseInt(id);
        return new BlockGraph(chained, each.block(), around.with(items.get(index), index));
    }

    @Override
    public int atOnce() {
        return each.atOnce();
    }

    /** In the order of the list. */
    @Override
    public JsonNode output(Map<String, JsonNode> results) {
        var all = JsonNodeFactory.instance.arrayNode(items.size());
        for (var i = 0; i < items.size(); i++) {
            var result = results.get(Integer.toString(i));
            all.add(result == null ? JsonNodeFactory.instance.nullNode() : result);
        }
        return all;
    }
}
