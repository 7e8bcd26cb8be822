package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.creation.SagaStore;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.event.VersionConflict;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskChange;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskLedger;
import io.focusforge.orchestrator.task.TaskStatus;
import io.focusforge.orchestrator.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Changes of a task that exists: read, decide, append what happened. Done again when somebody else was faster. */
@ApplicationScoped
class TaskCommands {
    private static final int TRIES = 5;

    private final UnitOfWork work;
    private final TaskStore tasks;
    private final TaskJson json;
    private final TaskLedger ledger;
    private final SagaStore sagas;
    private final Clock clock;

    TaskCommands(UnitOfWork work, TaskStore tasks, TaskJson json, TaskLedger ledger, SagaStore sagas, Clock clock) {
        this.work = work;
        this.tasks = tasks;
        this.json = json;
        this.ledger = ledger;
        this.sagas = sagas;
        this.clock = clock;
    }

    Task patch(TaskKey key, Precondition precondition, TaskPatch patch) {
        return change(key, precondition, pipeline -> {}, patch::applyTo);
    }

    /** @param first part of the transaction, before anything else */
    Task complete(TaskKey key, Precondition precondition, Consumer<Pipeline> first) {
        return change(key, precondition, first, task -> {
            requireStatus(task, TaskStatus.OPEN, "The task is completed already.");
            return List.of(new TaskEvent.Completed());
        });
    }

    /** @param first part of the transaction, before anything else */
    Task reopen(TaskKey key, Precondition precondition, Consumer<Pipeline> first) {
        return change(key, precondition, first, task -> {
            requireStatus(task, TaskStatus.COMPLETED, "The task is open already.");
            return List.of(new TaskEvent.Reopened());
        });
    }

    void delete(TaskKey key, Precondition precondition) {
        change(
                key,
                precondition,
                pipeline -> sagas.forget(pipeline.connection(), key),
                task -> List.of(new TaskEvent.Deleted()));
    }

    private Task change(
            TaskKey key,
            Precondition precondition,
            Consumer<Pipeline> first,
            Function<Task, List<TaskEvent>> decision) {
        for (var attempt = 1; attempt <= TRIES; attempt++) {
            try {
                return work.commit(key.tenant(), pipeline -> {
                    first.accept(pipeline);
                    return append(pipeline, key, precondition, decision);
                });
            } catch (VersionConflict e) {
                continue;
            }
        }
        throw Precondition.conflict();
    }

    private Task append(
            Pipeline pipeline, TaskKey key, Precondition precondition, Function<Task, List<TaskEvent>> decision) {
        var task = tasks.find(pipeline.connection(), key)
                .map(stored -> json.task(stored.document()))
                .orElseThrow(() -> ProblemException.notFound("task"));
        precondition.check(task.version());
        var events = decision.apply(task);
        if (events.isEmpty()) {
            return task;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var change =
                TaskChange.of(key, task, events, now, TraceContext.current().traceparent());
        ledger.append(pipeline, change, List.of());
        return change.after();
    }

    private static void requireStatus(Task task, TaskStatus status, String otherwise) {
        if (task.status() != status) {
            throw new ProblemException(ErrorCode.CONFLICT, otherwise);
        }
    }
}
