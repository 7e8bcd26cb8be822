package io.focusforge.worker.flow;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Some flows as they are, and who comes back when some of their jobs do. */
final class Forest {
    /**
     * @param parent null for a root
     * @param outcome the name of the state in which it ended; null if it has not
     * @param dragged whether it ended because of another
     */
    record Node(JobKey key, UUID parent, UUID user, OnFailure onFailure, String outcome, boolean dragged) {
        JobKey parentKey() {
            return parent == null ? null : new JobKey(key.tenant(), parent);
        }

        /** Its parent cannot run as long as this is so. */
        private boolean isFatal() {
            return onFailure == OnFailure.FAIL && (isDead() || isCancelled() && !dragged);
        }

        private boolean isDead() {
            return JobState.Dead.NAME.equals(outcome);
        }

        private boolean isCancelled() {
            return JobState.Cancelled.NAME.equals(outcome);
        }

        private boolean comesBackWithItsParent() {
            return isFatal() || isCancelled() && dragged;
        }

        private boolean diedOfAChild() {
            return isDead() && dragged;
        }
    }

    private final Map<JobKey, Node> nodes = new LinkedHashMap<>();
    private final Map<JobKey, List<Node>> children = new HashMap<>();

    Forest(Collection<Node> nodes) {
        for (var node : nodes) {
            this.nodes.put(node.key(), node);
            if (node.parent() != null) {
                children.computeIfAbsent(node.parentKey(), parent -> new ArrayList<>())
                        .add(node);
            }
        }
    }

    /**
     * A job brings back the children that failed it or were cancelled with it, and a parent that died of its children once none of those
     * is left that it died of; and so on from these.
     *
     * @param first those that are back already
     * @param bringBack brings one back; whether there was something to bring back
     * @return all that are back
     */
    Set<JobKey> revive(Collection<JobKey> first, Predicate<Node> bringBack) {
        var back = new HashSet<JobKey>();
        var gone = new HashSet<JobKey>();
        var open = new ArrayDeque<Node>();
        first.stream()
                .filter(nodes::containsKey)
                .filter(back::add)
                .map(nodes::get)
                .forEach(open::add);
        while (!open.isEmpty()) {
            for (var node : broughtBackBy(open.poll(), back)) {
                if (!back.contains(node.key()) && !gone.contains(node.key())) {
                    var found = bringBack.test(node);
                    (found ? back : gone).add(node.key());
                    if (found) {
                        open.add(node);
                    }
                }
            }
        }
        return back;
    }

    private List<Node> broughtBackBy(Node node, Set<JobKey> back) {
        var found = new ArrayList<>(childrenOf(node.key()).stream()
                .filter(Node::comesBackWithItsParent)
                .toList());
        var parent = node.parent() == null ? null : nodes.get(node.parentKey());
        if (parent != null && parent.diedOfAChild() && hasNothingToDieOf(parent, back)) {
            found.add(parent);
        }
        return found;
    }

    private boolean hasNothingToDieOf(Node parent, Set<JobKey> back) {
        return childrenOf(parent.key()).stream().noneMatch(child -> child.isFatal() && !back.contains(child.key()));
    }

    private List<Node> childrenOf(JobKey key) {
        return children.getOrDefault(key, List.of());
    }
}
