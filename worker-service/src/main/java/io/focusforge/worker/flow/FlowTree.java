package io.focusforge.worker.flow;

import io.focusforge.worker.job.JobError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Makes a tree of a flow's jobs. */
final class FlowTree {
    private final Map<UUID, TreeStore.Node> stepsBefore = new HashMap<>();
    private final Map<UUID, List<TreeStore.Node>> children = new HashMap<>();
    private final Map<String, Integer> states = new TreeMap<>();
    private TreeStore.Node root;

    private FlowTree(List<TreeStore.Node> nodes) {
        nodes.forEach(this::sort);
    }

    /** @param nodes all of one flow, in its order */
    static FlowView view(List<TreeStore.Node> nodes) {
        var tree = new FlowTree(nodes);
        return new FlowView(tree.root.job(), nodes.size(), tree.states, tree.branch(tree.root));
    }

    private void sort(TreeStore.Node node) {
        states.merge(node.state(), 1, Integer::sum);
        if (node.parent() == null) {
            root = node;
        } else if (node.chained()) {
            stepsBefore.put(node.parent(), node);
        } else {
            children.computeIfAbsent(node.parent(), parent -> new ArrayList<>()).add(node);
        }
    }

    private FlowView.Branch branch(TreeStore.Node last) {
        var steps = new LinkedList<FlowView.JobBranch>();
        for (var step = last; step != null; step = stepsBefore.get(step.job())) {
            steps.addFirst(job(step));
        }
        return steps.size() == 1 ? steps.getFirst() : new FlowView.ChainBranch(steps);
    }

    private FlowView.JobBranch job(TreeStore.Node node) {
        return new FlowView.JobBranch(
                node.job(),
                node.type(),
                node.state(),
                node.parent() == null ? null : node.onFailure(),
                error(node.error()),
                node.endedAt(),
                children.getOrDefault(node.job(), List.of()).stream()
                        .map(this::branch)
                        .toList());
    }

    private static FlowView.FlowError error(JobError error) {
        return error == null ? null : new FlowView.FlowError(error.code(), error.message());
    }
}
