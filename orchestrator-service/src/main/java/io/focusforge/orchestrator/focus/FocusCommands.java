package io.focusforge.orchestrator.focus;

import io.focusforge.common.id.Ids;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.event.VersionConflict;
import io.focusforge.orchestrator.focus.FocusSession.State;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Starts, interrupts, resumes and stops sessions. */
@ApplicationScoped
class FocusCommands {
    private final TenantDatabase database;
    private final UnitOfWork work;
    private final FocusStore store;
    private final TaskStore tasks;
    private final Clock clock;

    FocusCommands(TenantDatabase database, UnitOfWork work, FocusStore store, TaskStore tasks, Clock clock) {
        this.database = database;
        this.work = work;
        this.store = store;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** @param task whose, and which */
    FocusSession start(TaskKey task) {
        return commit(task, pipeline -> {
            if (tasks.find(pipeline.connection(), task).isEmpty()) {
                throw ProblemException.invalid("taskId", "is not a task of yours");
            }
            store.running(pipeline.connection(), task).ifPresent(running -> {
                throw new ProblemException(
                        ErrorCode.CONFLICT, "Session %s is not stopped; one runs at a time.".formatted(running.id()));
            });
            var key = new TaskKey(task.tenant(), task.owner(), Ids.next());
            return store.start(pipeline, change(key, new FocusEvent.Started(task.id())));
        });
    }

    FocusSession interrupt(TaskKey key, String reason) {
        return change(key, Set.of(State.RUNNING), new FocusEvent.Interrupted(reason));
    }

    FocusSession resume(TaskKey key) {
        return change(key, Set.of(State.INTERRUPTED), new FocusEvent.Resumed());
    }

    FocusSession stop(TaskKey key) {
        return change(key, Set.of(State.RUNNING, State.INTERRUPTED), new FocusEvent.Stopped());
    }

    FocusSession get(TaskKey key) {
        return database.read(key.tenant(), connection -> store.find(connection, key))
                .orElseThrow(FocusCommands::none);
    }

    FocusSession running(TaskKey owner) {
        return database.read(owner.tenant(), connection -> store.running(connection, owner))
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "No session is running."));
    }

    List<FocusSession> list(TaskKey owner, UUID after, UUID task, int limit) {
        return database.read(owner.tenant(), connection -> store.list(connection, owner, after, task, limit));
    }

    private FocusSession change(TaskKey key, Set<State> from, FocusEvent event) {
        return commit(key, pipeline -> {
            var session = store.find(pipeline.connection(), key).orElseThrow(FocusCommands::none);
            if (!from.contains(session.state())) {
                throw new ProblemException(
                        ErrorCode.CONFLICT,
                        "The session is %s.".formatted(session.state().text()));
            }
            return store.change(pipeline, session, change(key, event));
        });
    }

    private FocusStore.Change change(TaskKey key, FocusEvent event) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new FocusStore.Change(key, event, now, TraceContext.current().traceparent());
    }

    private FocusSession commit(TaskKey key, Function<Pipeline, FocusSession> change) {
        try {
            return work.commit(key.tenant(), change);
        } catch (VersionConflict e) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "The sessions were changed at the same time; read them again.");
        }
    }

    private static ProblemException none() {
        return ProblemException.notFound("focus session");
    }
}
