package io.focusforge.orchestrator.creation;

import io.focusforge.common.id.Ids;
import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.planner.Missing;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskChange;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the result of a step: the task's events, the saga's next step, and jobs, in one transaction. */
@ApplicationScoped
class SagaRecorder {
    private final UnitOfWork work;
    private final TaskLedger ledger;
    private final SagaStore sagas;
    private final Jobs jobs;
    private final SagaPolicy policy;
    private final Clock clock;

    SagaRecorder(UnitOfWork work, TaskLedger ledger, SagaStore sagas, Jobs jobs, SagaPolicy policy, Clock clock) {
        this.work = work;
        this.ledger = ledger;
        this.sagas = sagas;
        this.jobs = jobs;
        this.policy = policy;
        this.clock = clock;
    }

    /** @throws io.focusforge.orchestrator.event.VersionConflict if the task, or the saga, is not as it is thought to be */
    SagaRunner.Recorded record(SagaRunner.Result result, Task task) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var saga = result.saga();
        var change = TaskChange.of(saga.key(), task, events(result, task), now, saga.traceparent());
        var next = next(result, change.after(), now);
        write(result, change, next);
        return new SagaRunner.Recorded(end(next, now), change.after());
    }

    /** The analysis cannot be had, not even from the rules; an operator can have it tried again. */
    void recordFailure(Saga saga, Task task, String reason) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var failed = List.of(new TaskEvent.AnalysisFailed(reason));
        var change = TaskChange.of(saga.key(), task, failed, now, saga.traceparent());
        work.commit(saga.key().tenant(), pipeline -> {
            sagas.stick(pipeline, saga, now, reason);
            ledger.append(pipeline, change, List.of());
            return change;
        });
    }

    private void write(SagaRunner.Result result, TaskChange change, Optional<Saga> next) {
        var saga = result.saga();
        var job = next.isPresent() && result.origin() == SagaRunner.Origin.REQUEST ? Ids.next() : null;
        var messages = new ArrayList<OutboxMessage>();
        if (saga.step() == SagaStep.ANALYZE) {
            messages.add(jobs.consolidate(saga.key(), change.after(), saga.traceparent()));
        }
        if (job != null) {
            messages.add(jobs.analyze(job, saga.key(), next.get().nextAt(), saga.traceparent()));
        }
        work.commit(saga.key().tenant(), pipeline -> {
            next.ifPresentOrElse(
                    moved -> sagas.move(pipeline, saga.step(), moved, job), () -> sagas.end(pipeline, saga));
            if (!change.events().isEmpty()) {
                ledger.append(pipeline, change, messages);
            }
            return change;
        });
    }

    /** At first whatever there is; later only what the model has made, and no new plan for a task that is completed. */
    private static List<TaskEvent> events(SagaRunner.Result result, Task task) {
        var proposal = result.proposal();
        var planned = new TaskEvent.Planned(proposal.steps(), proposal.planModel());
        var recalled = result.recalled();
        return switch (result.saga().step()) {
            case ANALYZE ->
                List.of(new TaskEvent.Analyzed(proposal.analysis(), recalled.context(), recalled.state()), planned);
            case REANALYZE -> {
                if (proposal.analysis().degraded()) {
                    yield List.of();
                }
                var reanalyzed = new TaskEvent.Reanalyzed(proposal.analysis());
                yield task.wasCompleted() ? List.of(reanalyzed) : List.of(reanalyzed, planned);
            }
            case REPLAN -> proposal.isPlanByRules() || task.wasCompleted() ? List.of() : List.of(planned);
        };
    }

    private Optional<Saga> next(SagaRunner.Result result, Task after, Instant now) {
        var missing = result.proposal().missing();
        if (missing == Missing.NOTHING || missing == Missing.PLAN && after.wasCompleted()) {
            return Optional.empty();
        }
        var step = missing == Missing.ANALYSIS ? SagaStep.REANALYZE : SagaStep.REPLAN;
        var saga = result.saga();
        var failures = step == saga.step() ? saga.attempts() + 1 : 0;
        var nextAt = now.plus(policy.retryDelay(failures, result.proposal().retryAfter()));
        return Optional.of(saga.at(step, failures, nextAt, policy.resumeAt(nextAt)))
                .filter(moved -> !policy.isGivenUp(moved, nextAt));
    }

    private static SagaEnd end(Optional<Saga> next, Instant now) {
        return next.<SagaEnd>map(saga -> new SagaEnd.Later(java.time.Duration.between(now, saga.nextAt())))
                .orElseGet(SagaEnd.Done::new);
    }
}
