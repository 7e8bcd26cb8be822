package io.focusforge.orchestrator.creation;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.task.TaskChange;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Accepts a task: with the commit it will be analysed, whatever happens to this process. */
@ApplicationScoped
public class TaskCreation {
    private final UnitOfWork work;
    private final TaskLedger ledger;
    private final SagaStore sagas;
    private final IdempotencyStore idempotency;
    private final InlineAnalyses analyses;
    private final SagaPolicy policy;
    private final Engine engine;
    private final Clock clock;

    TaskCreation(
            UnitOfWork work,
            TaskLedger ledger,
            SagaStore sagas,
            IdempotencyStore idempotency,
            InlineAnalyses analyses,
            SagaPolicy policy,
            Engine engine,
            Clock clock) {
        this.work = work;
        this.ledger = ledger;
        this.sagas = sagas;
        this.idempotency = idempotency;
        this.analyses = analyses;
        this.policy = policy;
        this.engine = engine;
        this.clock = clock;
    }

    public Creation create(Caller caller, Wish wish) {
        var hasPlace = analyses.takePlace();
        var isRunning = false;
        try {
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var change = change(caller, wish.draft(), now);
            var saga = saga(change, hasPlace, now);
            var accepted = work.commit(
                    caller.tenant(), pipeline -> accept(pipeline, caller, new Acceptance(change, saga, wish)));
            if (accepted.claim() instanceof Claim.Replay(var task, var answer)) {
                return new Creation.Replayed(task, answer);
            }
            isRunning = hasPlace;
            var made = accepted.change().after();
            return new Creation.Made(
                    hasPlace ? analyses.run(saga, made, wish.waits()).orElse(made) : made);
        } finally {
            if (hasPlace && !isRunning) {
                analyses.giveBack();
            }
        }
    }

    /** Without a place here it is up to the worker at once. */
    private Saga saga(TaskChange change, boolean hasPlace, Instant now) {
        return hasPlace
                ? Saga.begin(change.key(), now, policy.resumeAt(now), engine.id(), change.traceparent())
                : Saga.begin(change.key(), now, now, Optional.empty(), change.traceparent());
    }

    private static TaskChange change(Caller caller, TaskEvent.Created draft, Instant now) {
        var key = new TaskKey(caller.tenant(), caller.user(), Ids.next());
        return TaskChange.creation(key, draft, now, TraceContext.current().traceparent());
    }

    private Accepted accept(Pipeline pipeline, Caller caller, Acceptance acceptance) {
        Claim claim = acceptance
                .wish()
                .key()
                .map(key -> idempotency.claim(
                        pipeline.connection(),
                        caller,
                        key,
                        acceptance.change().key().id()))
                .orElseGet(Claim.First::new);
        if (claim instanceof Claim.Replay) {
            return new Accepted(claim, acceptance.change());
        }
        var change = acceptance.wish().details().addTo(pipeline, acceptance.change());
        sagas.insert(pipeline, acceptance.saga());
        ledger.append(pipeline, change, List.of());
        return new Accepted(claim, change);
    }

    private record Acceptance(TaskChange change, Saga saga, Wish wish) {}

    private record Accepted(Claim claim, TaskChange change) {}
}
