package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.Node;
import io.focusforge.orchestrator.run.StepBody;
import io.focusforge.orchestrator.run.StepTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A saga as a run sees it: all steps forth, and all of them back again; the saga's rows say which of these have anything to do. */
final class SagaGraph implements Graph {
    /** For the saga's own records; and the attempts of the engine are those after which a process cannot even count them. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int ATTEMPTS = 100;
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String BACK = "back.";

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, StepBody> bodies = new HashMap<>();

    SagaGraph(SagaKind kind, SagaWorker worker) {
        var steps = kind.steps();
        for (var i = 0; i < steps.size(); i++) {
            add(steps.get(i).name(), steps.get(i), worker.body(kind, i, false));
        }
        for (var i = steps.size() - 1; i >= 0; i--) {
            if (kind.goesBackFrom(i)) {
                add(BACK + steps.get(i).name(), steps.get(i), worker.body(kind, i, true));
            }
        }
    }

    private void add(String id, SagaStep step, StepBody body) {
        Set<String> needs = nodes.isEmpty() ? Set.of() : Set.of(nodes.getLast().id());
        var terms = new StepTerms(step.tries().timeout().plus(GRACE), ATTEMPTS, FIRST, LONGEST, true);
        nodes.add(new Node(id, needs, terms));
        bodies.put(id, body);
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
    public JsonNode output(Map<String, JsonNode> results) {
        return NullNode.getInstance();
    }
}
