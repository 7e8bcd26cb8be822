package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.command.TaskWriter;
import io.focusforge.orchestrator.dependency.Consequences;
import io.focusforge.orchestrator.dependency.Links;
import io.focusforge.orchestrator.dependency.Step;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.event.VersionConflict;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Changes of a task that exists: read, decide, append what happened. Done again when somebody else was faster. */
@ApplicationScoped
class TaskCommands {
    private static final int TRIES = 5;

    private final UnitOfWork work;
    private final TaskStore tasks;
    private final TaskJson json;
    private final Links links;
    private final Consequences consequences;
    private final TaskWriter writer;

    TaskCommands(
            UnitOfWork work,
            TaskStore tasks,
            TaskJson json,
            Links links,
            Consequences consequences,
            TaskWriter writer) {
        this.work = work;
        this.tasks = tasks;
        this.json = json;
        this.links = links;
        this.consequences = consequences;
        this.writer = writer;
    }

    Task patch(TaskKey key, Precondition precondition, TaskPatch patch) {
        return commit(key, pipeline -> {
            if (patch.hasLinks()) {
                links.lock(pipeline.connection(), key);
            }
            var task = find(pipeline, key);
            precondition.check(task.version());
            var events = new ArrayList<TaskEvent>(patch.applyTo(task));
            patch.linksOf(task)
                    .map(wish -> links.link(pipeline.connection(), key, task, wish.parentId(), wish.dependsOn()))
                    .filter(linked -> changes(task, linked))
                    .ifPresent(events::add);
            return write(pipeline, key, task, new Step(Map.of(task, events), Map.of()));
        });
    }

    /** @param first part of the transaction, before anything else */
    Task complete(TaskKey key, Precondition precondition, boolean withSubtasks, Consumer<Pipeline> first) {
        return step(
                key,
                precondition,
                first,
                pipeline -> consequences.complete(pipeline.connection(), key, List.of(key.id()), withSubtasks));
    }

    /** @param first part of the transaction, before anything else */
    Task reopen(TaskKey key, Precondition precondition, Consumer<Pipeline> first) {
        return step(
                key,
                precondition,
                first,
                pipeline -> consequences.reopen(pipeline.connection(), key, List.of(key.id())));
    }

    void delete(TaskKey key, Precondition precondition) {
        step(
                key,
                precondition,
                pipeline -> {},
                pipeline -> consequences.delete(pipeline.connection(), key, List.of(key.id())));
    }

    private Task step(
            TaskKey key, Precondition precondition, Consumer<Pipeline> first, Function<Pipeline, Step> decision) {
        return commit(key, pipeline -> {
            first.accept(pipeline);
            links.lock(pipeline.connection(), key);
            var task = find(pipeline, key);
            precondition.check(task.version());
            return write(pipeline, key, task, decision.apply(pipeline));
        });
    }

    private Task write(Pipeline pipeline, TaskKey key, Task task, Step step) {
        var refusal = step.refused().get(key.id());
        if (refusal != null) {
            throw refusal;
        }
        for (var change : writer.write(pipeline, key, step)) {
            if (change.key().id().equals(key.id())) {
                return change.after();
            }
        }
        return task;
    }

    private Task commit(TaskKey key, Function<Pipeline, Task> change) {
        for (var attempt = 1; attempt <= TRIES; attempt++) {
            try {
                return work.commit(key.tenant(), change);
            } catch (VersionConflict e) {
                continue;
            }
        }
        throw Precondition.conflict();
    }

    private Task find(Pipeline pipeline, TaskKey key) {
        return tasks.find(pipeline.connection(), key)
                .map(stored -> json.task(stored.document()))
                .orElseThrow(() -> ProblemException.notFound("task"));
    }

    private static boolean changes(Task task, TaskEvent.Linked linked) {
        return !java.util.Objects.equals(task.parentId(), linked.parentId())
                || !task.dependsOn().equals(linked.dependsOn());
    }
}
