package io.focusforge.orchestrator.dependency;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskStatus;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What completing, opening and deleting tasks does to them and to others. Call {@link Links#lock} before; the key says whose they are. */
@ApplicationScoped
public class Consequences {
    private static final int MOST_TOGETHER = 5_000;

    private final LinkStore store;

    Consequences(LinkStore store) {
        this.store = store;
    }

    /** @param withSubtasks whether open subtasks are completed too; without, they stand in the way */
    public Step complete(SqlConnection connection, TaskKey owner, Collection<UUID> ids, boolean withSubtasks) {
        var asked = store.tasks(connection, owner, ids);
        var step = refusing(asked, ids, TaskStatus.OPEN, "The task is completed already.");
        var open = only(asked, task -> !task.wasCompleted());
        if (withSubtasks) {
            open.putAll(only(below(connection, owner, open.keySet()), task -> !task.wasCompleted()));
        }
        var completion = Completion.of(open.keySet(), waits(connection, owner, open));
        completion.refused().forEach((id, refusal) -> step.refused().put(id, problem(refusal)));
        completion.accepted().stream().sorted().map(open::get).forEach(task -> complete(step, task));
        unblock(connection, owner, step, completion.accepted());
        return step;
    }

    /** A completed parent has no open subtasks, so those above are opened too. */
    public Step reopen(SqlConnection connection, TaskKey owner, Collection<UUID> ids) {
        var asked = store.tasks(connection, owner, ids);
        var step = refusing(asked, ids, TaskStatus.COMPLETED, "The task is open already.");
        var completed = only(asked, Task::wasCompleted);
        var above = store.above(connection, owner.tenant(), completed.keySet());
        var all = only(store.tasks(connection, owner, above.keySet()), Task::wasCompleted);
        var open = open(connection, owner, all.values());
        all.values().forEach(task -> {
            var waits = task.dependsOn().stream().anyMatch(id -> open.contains(id) || all.containsKey(id));
            var reopened = new TaskEvent.Reopened();
            if (waits) {
                step.add(task, reopened, new TaskEvent.Blocked());
            } else {
                step.add(task, reopened);
            }
        });
        dependents(connection, owner, all.keySet())
                .filter(task -> !task.wasCompleted() && !task.blocked())
                .forEach(task -> step.add(task, new TaskEvent.Blocked()));
        return step;
    }

    /** Subtasks go with their parent; who waited for a deleted task does so no longer. */
    public Step delete(SqlConnection connection, TaskKey owner, Collection<UUID> ids) {
        var gone = new HashMap<>(store.tasks(connection, owner, ids));
        var step = refusing(gone, ids, null, "");
        gone.putAll(below(connection, owner, gone.keySet()));
        gone.values().forEach(task -> step.add(task, new TaskEvent.Deleted()));
        var dependents = dependents(connection, owner, gone.keySet()).toList();
        var open = open(connection, owner, dependents);
        dependents.forEach(task -> step.add(task, unlinked(task, gone.keySet(), open)));
        return step;
    }

    private static TaskEvent.Linked unlinked(Task task, Set<UUID> gone, Set<UUID> open) {
        var left = task.dependsOn().stream().filter(id -> !gone.contains(id)).toList();
        return new TaskEvent.Linked(
                task.parentId(), left, !task.wasCompleted() && left.stream().anyMatch(open::contains));
    }

    private static void complete(Step step, Task task) {
        step.add(task, new TaskEvent.Completed());
    }

    private void unblock(SqlConnection connection, TaskKey owner, Step step, Set<UUID> done) {
        var waiting = dependents(connection, owner, done).filter(Task::blocked).toList();
        var open = open(connection, owner, waiting);
        waiting.stream()
                .filter(task -> task.dependsOn().stream().noneMatch(id -> open.contains(id) && !done.contains(id)))
                .forEach(task -> step.add(task, new TaskEvent.Unblocked()));
    }

    /** Those that wait for any of these and are not one of them. */
    private java.util.stream.Stream<Task> dependents(SqlConnection connection, TaskKey owner, Set<UUID> ids) {
        if (ids.isEmpty()) {
            return java.util.stream.Stream.empty();
        }
        var others = new HashSet<>(store.dependents(connection, owner, ids));
        others.removeAll(ids);
        return store.tasks(connection, owner, others).values().stream();
    }

    private Map<UUID, Task> below(SqlConnection connection, TaskKey owner, Collection<UUID> ids) {
        var below = store.below(connection, owner.tenant(), ids, MOST_TOGETHER + 1);
        if (below.size() > MOST_TOGETHER) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "These have more than %d subtasks; take fewer.".formatted(MOST_TOGETHER));
        }
        return store.tasks(connection, owner, below.keySet());
    }

    private Completion.Waits waits(SqlConnection connection, TaskKey owner, Map<UUID, Task> tasks) {
        var open = open(connection, owner, tasks.values());
        var dependencies = tasks.values().stream().collect(Collectors.toMap(Task::id, task -> task.dependsOn().stream()
                .filter(open::contains)
                .collect(Collectors.toSet())));
        return new Completion.Waits(store.openChildren(connection, owner.tenant(), tasks.keySet()), dependencies);
    }

    private Set<UUID> open(SqlConnection connection, TaskKey owner, Collection<Task> tasks) {
        var named = tasks.stream().flatMap(task -> task.dependsOn().stream()).collect(Collectors.toSet());
        return store.open(connection, owner, named);
    }

    private static Map<UUID, Task> only(Map<UUID, Task> tasks, Predicate<Task> condition) {
        return tasks.values().stream()
                .filter(condition)
                .collect(Collectors.toMap(Task::id, task -> task, (a, _) -> a, HashMap::new));
    }

    private static Step refusing(Map<UUID, Task> found, Collection<UUID> ids, TaskStatus status, String otherwise) {
        var step = Step.empty();
        for (var id : ids) {
            var task = found.get(id);
            if (task == null) {
                step.refused().put(id, ProblemException.notFound("task"));
            } else if (status != null && task.status() != status) {
                step.refused().put(id, new ProblemException(ErrorCode.CONFLICT, otherwise));
            }
        }
        return step;
    }

    private static ProblemException problem(Completion.Refusal refusal) {
        return new ProblemException(
                ErrorCode.CONFLICT,
                switch (refusal) {
                    case OPEN_SUBTASKS -> "The task has open subtasks; complete them first, or say subtasks=complete.";
                    case OPEN_DEPENDENCIES ->
                        "The task waits for others that are open; complete them first, or take them out of dependsOn.";
                });
    }
}
