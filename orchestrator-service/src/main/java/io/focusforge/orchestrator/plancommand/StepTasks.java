package io.focusforge.orchestrator.plancommand;

import io.focusforge.common.id.Ids;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.creation.NewTasks;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.StepState;
import io.focusforge.orchestrator.task.TaskChange;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes tasks of the steps that were accepted. */
@ApplicationScoped
class StepTasks {
    private static final int LONGEST_GOAL = 500;

    private final TaskLedger ledger;
    private final NewTasks newTasks;

    StepTasks(TaskLedger ledger, NewTasks newTasks) {
        this.ledger = ledger;
        this.newTasks = newTasks;
    }

    /** Part of the transaction that accepts them. @return the plan whose accepted steps all have a task */
    Plan create(Pipeline pipeline, PlanKey key, Plan plan, Instant now) {
        var ids = new HashMap<String, UUID>();
        plan.steps().stream().filter(step -> step.taskId() != null).forEach(step -> ids.put(step.id(), step.taskId()));
        var accepted = plan.steps().stream()
                .filter(step -> step.state() == StepState.OPEN && step.taskId() == null)
                .toList();
        accepted.forEach(step -> ids.put(step.id(), Ids.next()));
        var changes = new ArrayList<TaskChange>();
        for (var step : accepted) {
            var change = change(key, plan, step, ids, now);
            newTasks.begin(pipeline, change);
            changes.add(change);
        }
        ledger.appendAll(pipeline, changes, List.of());
        return accepted.isEmpty() ? plan : named(plan, ids);
    }

    private static Plan named(Plan plan, Map<String, UUID> ids) {
        return plan.with(fields -> fields.steps = plan.steps().stream()
                .map(step -> step.with(change -> change.taskId = ids.get(step.id())))
                .toList());
    }

    private static TaskChange change(PlanKey key, Plan plan, PlanStep step, Map<String, UUID> ids, Instant now) {
        var description = "A step of the plan: "
                + plan.goal().substring(0, Math.min(LONGEST_GOAL, plan.goal().length()));
        var created = new TaskEvent.Created(step.title(), description, dueAt(step), List.of());
        var change = TaskChange.creation(
                key.task(ids.get(step.id())),
                created,
                now,
                TraceContext.current().traceparent());
        var needs = step.dependsOn().stream()
                .filter(ids::containsKey)
                .filter(id -> plan.step(id).orElseThrow().isLeftToDo())
                .map(ids::get)
                .toList();
        return needs.isEmpty() ? change : change.and(new TaskEvent.Linked(null, needs, true));
    }

    /** A task is due when its step is to end. */
    static Instant dueAt(PlanStep step) {
        return step.span() == null ? step.deadline() : step.span().end();
    }
}
