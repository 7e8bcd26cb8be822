package io.focusforge.orchestrator.plancommand;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.dependency.Links;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.event.VersionConflict;
import io.focusforge.orchestrator.plan.Change;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanEvent;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanLedger;
import io.focusforge.orchestrator.plan.PlanStatus;
import io.focusforge.orchestrator.plan.PlanStore;
import io.focusforge.orchestrator.plan.StepState;
import io.focusforge.orchestrator.plantime.Times;
import io.focusforge.orchestrator.taskapi.Precondition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/** Changes of plans. Those of one owner take turns, with each other and with changes of the owner's tasks. */
@ApplicationScoped
public class PlanCommands {
    private static final int TRIES = 5;

    private final UnitOfWork work;
    private final Links links;
    private final PlanStore store;
    private final PlanLedger ledger;
    private final StepTasks tasks;
    private final TaskTies ties;
    private final BusyTimes busyTimes;
    private final Clock clock;

    PlanCommands(
            UnitOfWork work,
            Links links,
            PlanStore store,
            PlanLedger ledger,
            StepTasks tasks,
            TaskTies ties,
            BusyTimes busyTimes,
            Clock clock) {
        this.work = work;
        this.links = links;
        this.store = store;
        this.ledger = ledger;
        this.tasks = tasks;
        this.ties = ties;
        this.busyTimes = busyTimes;
        this.clock = clock;
    }

    /** What is done to a plan, in the transaction that stores it. The times follow by themselves. */
    public interface Edit {
        Plan apply(Pipeline pipeline, Plan plan, Instant now);
    }

    /** An edit that only looks at the plan. */
    public static Edit of(Function<Plan, Plan> edit) {
        return (_, plan, _) -> edit.apply(plan);
    }

    /** @return the plan as it is then; nothing is stored when it is as it was */
    public Plan change(PlanKey key, Precondition precondition, PlanEvent.Kind kind, Edit edit) {
        return commit(key, pipeline -> change(pipeline, key, precondition, kind, edit));
    }

    /** A transaction, done again when somebody else was faster. */
    public <T> T commit(PlanKey key, Function<Pipeline, T> change) {
        for (var attempt = 1; attempt <= TRIES; attempt++) {
            try {
                return work.commit(key.tenant(), change);
            } catch (VersionConflict e) {
                continue;
            }
        }
        throw Precondition.conflict();
    }

    /** The same in a transaction of the caller's. */
    public Plan change(Pipeline pipeline, PlanKey key, Precondition precondition, PlanEvent.Kind kind, Edit edit) {
        lock(pipeline, key);
        var now = now();
        var before = find(pipeline, key);
        precondition.check(before.version());
        var seen = ties.seen(pipeline.connection(), key, before);
        var edited = Bridges.over(edit.apply(pipeline, seen, now)).with(plan -> plan.suggested = List.of());
        var busy = busyTimes.of(pipeline.connection(), key, now);
        var timed = edited.status() == PlanStatus.REJECTED
                ? edited.with(plan -> plan.changes = List.of())
                : Times.again(before, ended(edited), busy, now);
        if (isSame(before, timed)) {
            return before;
        }
        var tied = tasks.create(pipeline, key, timed, now);
        ties.follow(pipeline, key, before, tied);
        if (kind == PlanEvent.Kind.ACCEPTED || kind == PlanEvent.Kind.EDITED) {
            store.replanSoon(pipeline, key.tenant(), key.owner(), now);
        }
        return ledger.change(pipeline, key, before, kind, tied, now);
    }

    /** @param plan without times */
    public Plan create(Pipeline pipeline, PlanKey key, Plan plan) {
        lock(pipeline, key);
        var busy = busyTimes.of(pipeline.connection(), key, plan.createdAt());
        return ledger.create(pipeline, key, Times.first(plan, busy, plan.createdAt()));
    }

    /**
     * Notes what would move if the plan were made to fit the present. What is only done, so that nothing moves by it, is done.
     *
     * @return the plan as it is then; nothing is stored when it fits, or the same was suggested before
     */
    public Plan suggest(PlanKey key) {
        return commit(key, pipeline -> {
            lock(pipeline, key);
            var now = now();
            var before = find(pipeline, key);
            var seen = ties.seen(pipeline.connection(), key, before);
            var busy = busyTimes.of(pipeline.connection(), key, now);
            var moves = Times.again(before, Bridges.over(seen), busy, now).changes();
            if (before.status() != PlanStatus.ACCEPTED || moves.equals(before.suggested())) {
                return before;
            }
            if (moves.stream().noneMatch(Change::moves)) {
                return change(pipeline, key, Precondition.optional(null), PlanEvent.Kind.REPLANNED, of(plan -> plan));
            }
            var suggesting = before.with(plan -> plan.suggested = moves);
            return ledger.change(pipeline, key, before, PlanEvent.Kind.REPLAN_SUGGESTED, suggesting, now);
        });
    }

    public void delete(PlanKey key, Precondition precondition) {
        work.commit(key.tenant(), pipeline -> {
            lock(pipeline, key);
            var plan = find(pipeline, key);
            precondition.check(plan.version());
            if (plan.steps().stream().anyMatch(step -> step.state() == StepState.RUNNING)) {
                throw new ProblemException(ErrorCode.CONFLICT, "Steps of the plan run by themselves; stop that first.");
            }
            store.delete(pipeline, key);
            return plan;
        });
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void lock(Pipeline pipeline, PlanKey key) {
        links.lock(pipeline.connection(), key.task(key.id()));
    }

    private Plan find(Pipeline pipeline, PlanKey key) {
        return store.find(pipeline.connection(), key).orElseThrow(() -> ProblemException.notFound("plan"));
    }

    private static Plan ended(Plan plan) {
        var isDone = plan.status() == PlanStatus.ACCEPTED
                && plan.leftToDo().isEmpty()
                && plan.steps().stream().anyMatch(step -> step.state() == StepState.DONE);
        var isOpenAgain = plan.status() == PlanStatus.DONE && !plan.leftToDo().isEmpty();
        if (isDone) {
            return plan.with(fields -> fields.status = PlanStatus.DONE);
        }
        return isOpenAgain ? plan.with(fields -> fields.status = PlanStatus.ACCEPTED) : plan;
    }

    private static boolean isSame(Plan before, Plan after) {
        return after.with(plan -> plan.changes = before.changes()).equals(before);
    }
}
