package io.focusforge.orchestrator.creation;

import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.event.VersionConflict;
import io.focusforge.orchestrator.planner.Proposal;
import io.focusforge.orchestrator.planner.TaskPlanner;
import io.focusforge.orchestrator.recall.Recall;
import io.focusforge.orchestrator.recall.Recalled;
import io.focusforge.orchestrator.task.RecallState;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Does what a saga's step asks for, and records it. Safe to run twice at once: what is recorded is recorded once. */
@ApplicationScoped
class SagaRunner {
    private static final int TRIES = 8;

    private final TaskPlanner planner;
    private final Recall recall;
    private final SagaRecorder recorder;
    private final SagaStore sagas;
    private final TaskStore tasks;
    private final TaskJson json;

    SagaRunner(
            TaskPlanner planner,
            Recall recall,
            SagaRecorder recorder,
            SagaStore sagas,
            TaskStore tasks,
            TaskJson json) {
        this.planner = planner;
        this.recall = recall;
        this.recorder = recorder;
        this.sagas = sagas;
        this.tasks = tasks;
        this.json = json;
    }

    /** Takes as long as memory and the model may take. @param task as it is, to the runner's knowledge */
    Recorded run(Saga saga, Task task, Origin origin) {
        new TraceContext(saga.traceparent()).enter();
        var recalled = recalled(saga, task);
        var proposal = propose(saga, task, recalled);
        return record(new Result(saga, proposal, recalled.join(), origin), task);
    }

    /** The task as it is stored, if it still is. */
    Optional<Task> load(Saga saga) {
        return tasks.find(saga.key()).map(stored -> json.task(stored.document()));
    }

    /** Once there, the context stays: later runs would find the task's own memory in it. */
    private CompletableFuture<Recalled> recalled(Saga saga, Task task) {
        return saga.step() == SagaStep.ANALYZE
                ? recall.forTask(saga.key(), task)
                : CompletableFuture.completedFuture(new Recalled(task.context(), RecallState.DONE));
    }

    private Proposal propose(Saga saga, Task task, CompletableFuture<Recalled> recalled) {
        return switch (saga.step()) {
            case ANALYZE, REANALYZE ->
                planner.propose(saga.key(), task, () -> recalled.join().context());
            case REPLAN ->
                planner.plan(
                        saga.key(), task, task.analysis(), () -> recalled.join().context());
        };
    }

    private Recorded record(Result result, Task known) {
        var task = known;
        for (var attempt = 1; ; attempt++) {
            try {
                return recorder.record(result, task);
            } catch (VersionConflict e) {
                var current = load(result.saga());
                if (current.isEmpty() || hasMovedOn(result.saga())) {
                    return new Recorded(new SagaEnd.Done(), current.orElse(task));
                }
                if (attempt == TRIES) {
                    throw e;
                }
                task = current.get();
            }
        }
    }

    private boolean hasMovedOn(Saga saga) {
        return sagas.find(saga.key().tenant(), saga.key().id())
                .filter(current -> current.step() == saga.step())
                .isEmpty();
    }

    /** Who runs a saga: the request that created the task, or a job of the worker, which comes again by itself. */
    enum Origin {
        REQUEST,
        JOB
    }

    record Result(Saga saga, Proposal proposal, Recalled recalled, Origin origin) {}

    record Recorded(SagaEnd end, Task task) {}
}
