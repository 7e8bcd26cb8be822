package io.focusforge.orchestrator.bulk;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.command.TaskWriter;
import io.focusforge.orchestrator.dependency.Consequences;
import io.focusforge.orchestrator.dependency.Links;
import io.focusforge.orchestrator.dependency.Step;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.task.StoredTask;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskStatus;
import io.focusforge.orchestrator.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Changes some tasks in the caller's transaction. A task that is already as it is wished for is left as it is. */
@ApplicationScoped
class Slice {
    private final TaskStore tasks;
    private final TaskJson json;
    private final Links links;
    private final Consequences consequences;
    private final TaskWriter writer;

    Slice(TaskStore tasks, TaskJson json, Links links, Consequences consequences, TaskWriter writer) {
        this.tasks = tasks;
        this.json = json;
        this.links = links;
        this.consequences = consequences;
        this.writer = writer;
    }

    List<Outcome> run(Pipeline pipeline, TaskKey owner, BulkRequest request, List<UUID> ids) {
        links.lock(pipeline.connection(), owner);
        var found = find(pipeline, owner, ids);
        var step = step(pipeline, owner, request, found);
        writer.write(pipeline, owner, step);
        var changed = step.events().keySet().stream().map(Task::id).collect(Collectors.toSet());
        return ids.stream()
                .map(id -> {
                    if (!found.containsKey(id)) {
                        return Outcome.refused(id, ProblemException.notFound("task"));
                    }
                    var refusal = step.refused().get(id);
                    if (refusal != null) {
                        return Outcome.refused(id, refusal);
                    }
                    return changed.contains(id) ? Outcome.changed(id) : Outcome.unchanged(id);
                })
                .toList();
    }

    private Map<UUID, Task> find(Pipeline pipeline, TaskKey owner, List<UUID> ids) {
        return tasks.findAll(pipeline.connection(), owner.tenant(), owner.owner(), ids).stream()
                .collect(Collectors.toMap(StoredTask::id, stored -> json.task(stored.document())));
    }

    private Step step(Pipeline pipeline, TaskKey owner, BulkRequest request, Map<UUID, Task> found) {
        var connection = pipeline.connection();
        return switch (request.action()) {
            case COMPLETE -> consequences.complete(connection, owner, in(found, TaskStatus.OPEN), false);
            case REOPEN -> consequences.reopen(connection, owner, in(found, TaskStatus.COMPLETED));
            case DELETE -> consequences.delete(connection, owner, found.keySet());
            case UPDATE -> update(found, request.update());
        };
    }

    private static List<UUID> in(Map<UUID, Task> found, TaskStatus status) {
        return found.values().stream()
                .filter(task -> task.status() == status)
                .map(Task::id)
                .toList();
    }

    private static Step update(Map<UUID, Task> found, BulkUpdate update) {
        var events = new LinkedHashMap<Task, List<TaskEvent>>();
        var refused = new LinkedHashMap<UUID, ProblemException>();
        for (var task : found.values()) {
            try {
                update.of(task).ifPresent(event -> events.put(task, List.of(event)));
            } catch (ProblemException e) {
                refused.put(task.id(), e);
            }
        }
        return new Step(events, refused);
    }
}
