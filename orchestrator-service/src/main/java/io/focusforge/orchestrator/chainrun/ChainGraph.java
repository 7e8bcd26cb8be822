package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.expression.Expression;
import io.focusforge.orchestrator.expression.ExpressionException;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.Node;
import io.focusforge.orchestrator.run.StepBody;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A whole chain. What comes out by an expression is worked out by a step of its own, so that it is recorded as others are. */
final class ChainGraph extends BlockGraph {
    /** No step of a file has a dot in its name. */
    private static final String RESULT = "chain.result";

    private ChainGraph(Chained chained, Surroundings around) {
        super(chained, chained.definition().block(), around);
    }

    static Graph of(Chained chained, Surroundings around) {
        return Checked.of(java.util.Optional.of(chained.definition().output()), new ChainGraph(chained, around));
    }

    @Override
    public List<Node> nodes() {
        var nodes = new ArrayList<>(super.nodes());
        chained.definition()
                .result()
                .ifPresent(result ->
                        nodes.add(new Node(RESULT, result.steps(), StepTerms.inside(Duration.ofSeconds(10)))));
        return nodes;
    }

    @Override
    public StepBody body(String id) {
        return id.equals(RESULT)
                ? (context, results) ->
                        result(chained.definition().result().orElseThrow(), around.scope(context.input(), results))
                : super.body(id);
    }

    private static StepOutcome result(Expression expression, Map<String, JsonNode> scope) {
        try {
            return new StepOutcome.Done(expression.evaluate(scope));
        } catch (ExpressionException e) {
            return Failed.forGood(Failed.EXPRESSION, "result: " + e.getMessage());
        }
    }

    @Override
    public JsonNode output(Map<String, JsonNode> results) {
        var result = results.get(RESULT);
        return result == null ? super.output(results) : result;
    }
}
