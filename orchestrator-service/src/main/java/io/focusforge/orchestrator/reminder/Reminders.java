package io.focusforge.orchestrator.reminder;

import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.event.VersionConflict;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskChange;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskLedger;
import io.focusforge.orchestrator.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Fires a reminder, if its task still wants it at this time. */
@ApplicationScoped
class Reminders {
    private static final int TRIES = 5;

    private final UnitOfWork work;
    private final TaskStore tasks;
    private final TaskJson taskJson;
    private final TaskLedger ledger;
    private final ReminderMessages messages;
    private final Clock clock;

    Reminders(
            UnitOfWork work,
            TaskStore tasks,
            TaskJson taskJson,
            TaskLedger ledger,
            ReminderMessages messages,
            Clock clock) {
        this.work = work;
        this.tasks = tasks;
        this.taskJson = taskJson;
        this.ledger = ledger;
        this.messages = messages;
        this.clock = clock;
    }

    /** @return whether it fired; not when it was moved, has fired before, or the task is done or gone */
    boolean fire(TaskKey key, Instant at) {
        for (var attempt = 1; ; attempt++) {
            try {
                return work.commit(key.tenant(), pipeline -> fire(pipeline, key, at));
            } catch (VersionConflict e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private boolean fire(Pipeline pipeline, TaskKey key, Instant at) {
        var task = tasks.find(pipeline.connection(), key)
                .map(stored -> taskJson.task(stored.document()))
                .filter(found -> found.remindsAt(at));
        task.ifPresent(found -> remind(pipeline, key, found, at));
        return task.isPresent();
    }

    private void remind(Pipeline pipeline, TaskKey key, Task task, Instant at) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var trace = TraceContext.current().traceparent();
        var change = TaskChange.of(key, task, List.of(new TaskEvent.Reminded(at)), now, trace);
        ledger.append(pipeline, change, List.of(messages.publication(key, task, at, trace)));
    }
}
