package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.orchestrator.definition.Block;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.Node;
import io.focusforge.orchestrator.run.StepBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Steps that belong together, with what is around them. */
class BlockGraph implements Graph {
    final Chained chained;
    final Surroundings around;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Block block;

    BlockGraph(Chained chained, Block block, Surroundings around) {
        this.chained = chained;
        this.block = block;
        this.around = around;
        block.steps().forEach(step -> steps.put(step.id(), step));
    }

    @Override
    public List<Node> nodes() {
        return block.steps().stream().map(this::node).toList();
    }

    private Node node(Step step) {
        var own = step.common().needs().stream().filter(steps::containsKey).collect(Collectors.toSet());
        return new Node(step.id(), own, Terms.of(step));
    }

    @Override
    public StepBody body(String id) {
        var step = steps.get(id);
        return (context, results) -> chained.steps()
                .run(new Work(
                        chained.reference(),
                        chained.definition(),
                        step,
                        around.scope(context.input(), results),
                        context));
    }

    @Override
    public Graph expand(String id, JsonNode seed) {
        var step = steps.get(id);
        var within = around.within(seed);
        return Checked.output(
                step,
                switch (step) {
                    case Step.Parallel parallel -> new AllOf(chained, parallel.block(), within);
                    case Step.Branch branch -> new BlockGraph(chained, chosen(branch, seed), within);
                    case Step.Each each -> new ItemsGraph(chained, each, within, seed.path("items"));
                    case Step.Call _ -> called(seed);
                    case Step.Agents agents -> chained.steps().team(chained.tenant(), agents, seed);
                    case Step.Prompt _,
                            Step.Search _,
                            Step.Recall _,
                            Step.Http _,
                            Step.Transform _,
                            Step.Approve _,
                            Step.Tool _,
                            Step.Wait _ -> throw new IllegalStateException("step %s has none within".formatted(id));
                });
    }

    private Graph called(JsonNode seed) {
        return chained.steps()
                .called(
                        chained.tenant(),
                        seed.path("reference").asText(),
                        new Surroundings(seed.path("input"), Map.of(), Map.of()));
    }

    private static Block chosen(Step.Branch branch, JsonNode seed) {
        var index = seed.path("case").asInt();
        return index < 0
                ? branch.otherwise().orElseThrow()
                : branch.cases().get(index).block();
    }

    /** That of the last step; nothing when that was skipped. */
    @Override
    public JsonNode output(Map<String, JsonNode> results) {
        var last = results.get(block.last());
        return last == null ? JsonNodeFactory.instance.nullNode() : last;
    }

    /** Gives the results of all its steps. */
    private static final class AllOf extends BlockGraph {
        AllOf(Chained chained, Block block, Surroundings around) {
            super(chained, block, around);
        }

        @Override
        public JsonNode output(Map<String, JsonNode> results) {
            var all = JsonNodeFactory.instance.objectNode();
            all.setAll(results);
            return all;
        }
    }
}
