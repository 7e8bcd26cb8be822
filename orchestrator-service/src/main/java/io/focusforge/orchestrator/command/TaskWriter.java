package io.focusforge.orchestrator.command;

import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.creation.SagaStore;
import io.focusforge.orchestrator.dependency.Step;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.plan.PlanStore;
import io.focusforge.orchestrator.recurrence.Occurrences;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskChange;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Writes a step, and makes the tasks that follow on those which it ends. */
@ApplicationScoped
public class TaskWriter {
    private final TaskLedger ledger;
    private final SagaStore sagas;
    private final Occurrences occurrences;
    private final PlanStore plans;
    private final Clock clock;

    TaskWriter(TaskLedger ledger, SagaStore sagas, Occurrences occurrences, PlanStore plans, Clock clock) {
        this.ledger = ledger;
        this.sagas = sagas;
        this.occurrences = occurrences;
        this.plans = plans;
        this.clock = clock;
    }

    /** @param owner whose tasks they are; @return the changes of the step itself */
    public List<TaskChange> write(Pipeline pipeline, TaskKey owner, Step step) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var trace = TraceContext.current().traceparent();
        var changes = step.events().entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> TaskChange.of(key(owner, entry.getKey()), entry.getKey(), entry.getValue(), now, trace))
                .toList();
        var deleted = changes.stream()
                .filter(change -> change.after() == null)
                .map(change -> change.key().id())
                .toList();
        if (!deleted.isEmpty()) {
            sagas.forget(pipeline, owner.tenant(), deleted);
        }
        var all = new ArrayList<>(changes);
        all.addAll(occurrences.after(pipeline, owner, ended(changes), now));
        if (changes.stream().anyMatch(TaskWriter::isOverOrNotAnyMore)) {
            plans.replanSoon(pipeline, owner.tenant(), owner.owner(), now);
        }
        ledger.appendAll(pipeline, all, List.of());
        return changes;
    }

    /** Plans may have this task as a step. */
    private static boolean isOverOrNotAnyMore(TaskChange change) {
        return change.after() == null
                || change.before().wasCompleted() != change.after().wasCompleted();
    }

    private static List<Task> ended(List<TaskChange> changes) {
        return changes.stream()
                .filter(change -> !change.before().wasCompleted()
                        && (change.after() == null || change.after().wasCompleted()))
                .map(TaskChange::before)
                .toList();
    }

    private static TaskKey key(TaskKey owner, Task task) {
        return new TaskKey(owner.tenant(), owner.owner(), task.id());
    }
}
