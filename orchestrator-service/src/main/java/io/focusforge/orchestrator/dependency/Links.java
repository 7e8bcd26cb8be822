package io.focusforge.orchestrator.dependency;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskStatus;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Links a task to its parent and to those that it depends on, or says why not. */
@ApplicationScoped
public class Links {
    /** Levels of tasks, the uppermost included. */
    public static final int MOST_LEVELS = 5;

    /** Tasks below one, at all levels. */
    public static final int MOST_BELOW = 500;

    public static final int MOST_DEPENDENCIES = 50;
    private static final int MOST_WAITED_FOR = 10_000;

    private final LinkStore store;

    Links(LinkStore store) {
        this.store = store;
    }

    /** Must come before anything is read on which the links, or the state of a linked task, depend. */
    public void lock(SqlConnection connection, TaskKey key) {
        store.lock(connection, key.tenant(), key.owner());
    }

    /**
     * @param task null for one that is about to be made, which has no subtasks and nobody waits for it
     * @throws ProblemException for tasks that are not the owner's, circles, and more than the bounds
     */
    public TaskEvent.Linked link(SqlConnection connection, TaskKey key, Task task, UUID parent, List<UUID> dependsOn) {
        var unique = dependsOn.stream().distinct().toList();
        var named = new ArrayList<>(unique);
        if (parent != null) {
            named.add(parent);
        }
        var found = store.tasks(connection, key, named);
        requireKnown(found, parent, unique);
        requireRoom(connection, key, task, parent == null ? null : found.get(parent));
        if (task != null) {
            requireNoCircle(connection, key, parent, unique);
        } else if (parent != null) {
            requireNoWait(connection, key, parent, unique);
        }
        var isOpen = task == null || task.status() == TaskStatus.OPEN;
        var waits = unique.stream().anyMatch(id -> found.get(id).status() == TaskStatus.OPEN);
        return new TaskEvent.Linked(parent, unique, isOpen && waits);
    }

    private static void requireKnown(Map<UUID, Task> found, UUID parent, List<UUID> dependsOn) {
        for (var i = 0; i < dependsOn.size(); i++) {
            if (!found.containsKey(dependsOn.get(i))) {
                throw ProblemException.invalid("dependsOn[" + i + "]", "is not a task of yours");
            }
        }
        if (parent != null && !found.containsKey(parent)) {
            throw ProblemException.invalid("parentId", "is not a task of yours");
        }
    }

    private void requireRoom(SqlConnection connection, TaskKey key, Task task, Task parent) {
        if (parent == null || task != null && parent.id().equals(task.parentId())) {
            return;
        }
        if (parent.wasCompleted() && (task == null || !task.wasCompleted())) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "The parent is completed; reopen it before you give it an open subtask.");
        }
        var above = store.above(connection, key.tenant(), List.of(parent.id()));
        var below = task == null
                ? Map.<UUID, Integer>of()
                : store.below(connection, key.tenant(), List.of(task.id()), MOST_BELOW + 1);
        if (above.size() + 1 + deepest(below) > MOST_LEVELS) {
            throw ProblemException.invalid("parentId", "would make more than %d levels".formatted(MOST_LEVELS));
        }
        var uppermost =
                above.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        var there = store.below(connection, key.tenant(), List.of(uppermost.getKey()), MOST_BELOW + 1);
        if (there.size() + 1 + below.size() > MOST_BELOW) {
            throw ProblemException.invalid("parentId", "would put more than %d tasks below one".formatted(MOST_BELOW));
        }
    }

    private static int deepest(Map<UUID, Integer> below) {
        return below.values().stream().mapToInt(depth -> depth).max().orElse(0);
    }

    /** A parent waits for its subtasks, so it is one of those that must not be waited for. */
    private void requireNoCircle(SqlConnection connection, TaskKey key, UUID parent, List<UUID> dependsOn) {
        var next = new ArrayList<>(dependsOn);
        next.addAll(store.below(connection, key.tenant(), List.of(key.id()), MOST_BELOW + 1)
                .keySet());
        if (dependsOn.contains(key.id()) || key.id().equals(parent)) {
            throw circle(parent);
        }
        var waited = waitsFor(connection, key, next);
        if (waited.contains(key.id()) || parent != null && waited.contains(parent)) {
            throw circle(parent);
        }
    }

    private void requireNoWait(SqlConnection connection, TaskKey key, UUID parent, List<UUID> dependsOn) {
        if (!dependsOn.isEmpty() && waitsFor(connection, key, dependsOn).contains(parent)) {
            throw circle(parent);
        }
    }

    private java.util.Set<UUID> waitsFor(SqlConnection connection, TaskKey key, List<UUID> from) {
        var waited = store.waitsFor(connection, key.tenant(), from, MOST_WAITED_FOR + 1);
        if (waited.size() > MOST_WAITED_FOR) {
            throw ProblemException.invalid("dependsOn", "would wait for more than %d tasks".formatted(MOST_WAITED_FOR));
        }
        return waited;
    }

    private static ProblemException circle(UUID parent) {
        return ProblemException.invalid(
                parent == null ? "dependsOn" : "parentId, dependsOn",
                "would let the task wait for itself; a parent waits for its subtasks too");
    }
}
