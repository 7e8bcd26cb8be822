package io.focusforge.orchestrator.runengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.runstore.StepState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of one graph within a walk: the run's own, or those within a step. */
final class Scope {
    private final Graph graph;
    private final Step around;
    private final Map<String, Step> members = new LinkedHashMap<>();
    private final Map<String, List<Step>> dependants = new HashMap<>();
    private final Deque<Step> ready = new ArrayDeque<>();
    private int left;
    private int begun;
    private boolean told;

    /** @param around null for the run's own */
    Scope(Graph graph, Step around) {
        this.graph = graph;
        this.around = around;
        for (var node : graph.nodes()) {
            members.put(node.id(), new Step(this, node));
        }
        left = members.size();
        members.values().forEach(this::connect);
    }

    String prefix() {
        return around == null ? "" : around.path + "/";
    }

    Graph graph() {
        return graph;
    }

    Step around() {
        return around;
    }

    int depth() {
        return around == null ? 0 : around.scope.depth() + 1;
    }

    Collection<Step> members() {
        return members.values();
    }

    Step member(String id) {
        return members.get(id);
    }

    List<Step> dependants(Step step) {
        return dependants.getOrDefault(step.node.id(), List.of());
    }

    boolean isOver() {
        return left == 0;
    }

    /** @return whether all have ended and nobody has been told so */
    boolean takeEnd() {
        var first = isOver() && !told;
        told = told || first;
        return first;
    }

    void oneIsOver() {
        left--;
    }

    void makeReady(Step step) {
        ready.add(step);
    }

    /** A step that was held for a moment, such as one that waited, keeps its place. */
    void makeReadyAgain(Step step) {
        begun--;
        ready.addFirst(step);
    }

    void begins() {
        begun++;
    }

    void hasStopped() {
        begun--;
    }

    /** @return null when none may begin now */
    Step next() {
        if (ready.isEmpty() || begun >= graph.atOnce()) {
            return null;
        }
        begun++;
        return ready.poll();
    }

    /** Whether a branch, or the end of all that it needs, leaves nothing for it to do. */
    boolean isUnneeded(Step step) {
        return !step.node.needs().isEmpty()
                && step.node.needs().stream().allMatch(need -> member(need).state == StepState.SKIPPED);
    }

    Map<String, JsonNode> results(Collection<String> of) {
        var results = new LinkedHashMap<String, JsonNode>();
        for (var id : of) {
            var step = member(id);
            if (step.state == StepState.SUCCEEDED) {
                results.put(id, step.result);
            }
        }
        return results;
    }

    JsonNode output() {
        return graph.output(results(members.keySet()));
    }

    private void connect(Step step) {
        step.open = step.node.needs().size();
        for (var need : step.node.needs()) {
            if (!members.containsKey(need)) {
                throw new IllegalArgumentException("step %s needs %s, which is not there".formatted(step.path, need));
            }
            dependants.computeIfAbsent(need, first -> new ArrayList<>()).add(step);
        }
    }
}
