package io.focusforge.orchestrator.plancommand;

import io.focusforge.orchestrator.command.TaskWriter;
import io.focusforge.orchestrator.dependency.Consequences;
import io.focusforge.orchestrator.dependency.Step;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.StepState;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskStore;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Keeps steps and their tasks alike: a task that is completed ends its step, and a step that moves is due at another time. */
@ApplicationScoped
public class TaskTies {
    private final TaskStore tasks;
    private final TaskJson json;
    private final TaskWriter writer;
    private final Consequences consequences;

    TaskTies(TaskStore tasks, TaskJson json, TaskWriter writer, Consequences consequences) {
        this.tasks = tasks;
        this.json = json;
        this.writer = writer;
        this.consequences = consequences;
    }

    /** The plan with what became of its tasks. The same one when nothing did. */
    public Plan seen(SqlConnection connection, PlanKey key, Plan plan) {
        var found = found(connection, key, plan);
        var steps = plan.steps().stream()
                .map(step -> step.taskId() == null ? step : seen(step, found.get(step.taskId())))
                .toList();
        return steps.equals(plan.steps()) ? plan : Bridges.over(plan.with(fields -> fields.steps = steps));
    }

    private static PlanStep seen(PlanStep step, Task task) {
        if (task == null) {
            return step.isLeftToDo() ? step.with(fields -> fields.state = StepState.REJECTED) : step;
        }
        if (task.wasCompleted() && step.isLeftToDo()) {
            return step.with(fields -> {
                fields.state = StepState.DONE;
                fields.doneAt = task.updatedAt();
            });
        }
        if (!task.wasCompleted() && step.state() == StepState.DONE) {
            return step.with(fields -> {
                fields.state = StepState.OPEN;
                fields.doneAt = null;
            });
        }
        return step;
    }

    /** Completes the task of a step, unless it is completed already. */
    public void complete(Pipeline pipeline, PlanKey key, PlanStep step) {
        var owner = key.task(step.taskId());
        var done = consequences.complete(pipeline.connection(), owner, List.of(step.taskId()), false);
        var refusal = done.refused().get(step.taskId());
        if (refusal != null) {
            throw refusal;
        }
        writer.write(pipeline, owner, done);
    }

    /** Opens the tasks of steps again that were completed; those that are open, or gone, stay so. */
    public void reopen(Pipeline pipeline, PlanKey key, List<PlanStep> steps) {
        var ids = steps.stream().map(PlanStep::taskId).filter(Objects::nonNull).toList();
        if (!ids.isEmpty()) {
            var owner = key.task(ids.getFirst());
            writer.write(pipeline, owner, consequences.reopen(pipeline.connection(), owner, ids));
        }
    }

    /** Tasks of steps that have moved, or are called something else, follow. */
    void follow(Pipeline pipeline, PlanKey key, Plan before, Plan after) {
        var moved = after.steps().stream()
                .filter(step -> step.taskId() != null && step.isLeftToDo())
                .filter(step -> before.step(step.id())
                        .filter(old -> !isAlike(old, step))
                        .isPresent())
                .toList();
        if (moved.isEmpty()) {
            return;
        }
        var found = found(pipeline.connection(), key, after.with(fields -> fields.steps = moved));
        var events = new HashMap<Task, List<TaskEvent>>();
        for (var step : moved) {
            var task = found.get(step.taskId());
            if (task != null && !task.wasCompleted()) {
                var updated =
                        new TaskEvent.Updated(step.title(), task.description(), StepTasks.dueAt(step), task.labels());
                events.put(task, List.of(updated));
            }
        }
        writer.write(pipeline, key.task(key.id()), new Step(events, Map.of()));
    }

    private static boolean isAlike(PlanStep old, PlanStep step) {
        return old.title().equals(step.title()) && Objects.equals(StepTasks.dueAt(old), StepTasks.dueAt(step));
    }

    private Map<UUID, Task> found(SqlConnection connection, PlanKey key, Plan plan) {
        var ids = plan.steps().stream()
                .map(PlanStep::taskId)
                .filter(Objects::nonNull)
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        return tasks.findAll(connection, key.tenant(), key.owner(), ids).stream()
                .map(stored -> json.task(stored.document()))
                .collect(Collectors.toMap(Task::id, task -> task));
    }
}
