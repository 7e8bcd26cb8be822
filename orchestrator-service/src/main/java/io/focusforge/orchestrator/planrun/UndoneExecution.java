package io.focusforge.orchestrator.planrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.plan.Execution;
import io.focusforge.orchestrator.plan.Execution.State;
import io.focusforge.orchestrator.plan.OnFailure;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanEvent.Kind;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.PlanStore;
import io.focusforge.orchestrator.plan.StepState;
import io.focusforge.orchestrator.plancommand.PlanCommands;
import io.focusforge.orchestrator.plancommand.TaskTies;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.saga.SagaKey;
import io.focusforge.orchestrator.saga.SagaKind;
import io.focusforge.orchestrator.saga.SagaPause;
import io.focusforge.orchestrator.saga.SagaStep;
import io.focusforge.orchestrator.saga.SagaWork;
import io.focusforge.orchestrator.taskapi.Precondition;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * An execution as a saga: forward it waits for how the execution ends, which the sweeper of plans carries on; back it cancels what runs, and
 * opens the tasks again that the execution has completed.
 */
class UndoneExecution {
    private static final SagaStep.Tries TRIES =
            new SagaStep.Tries(Duration.ofMinutes(1), 50, Duration.ofSeconds(1), Duration.ofMinutes(5));
    /** Longer than any budget. */
    private static final Duration TIMEOUT = Duration.ofDays(400);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final PlanCommands commands;
    private final PlanStore store;
    private final TenantDatabase database;
    private final Executions executions;
    private final TaskTies ties;
    private final PlansConfig config;
    private final Clock clock;

    UndoneExecution(
            PlanCommands commands,
            PlanStore store,
            TenantDatabase database,
            Executions executions,
            TaskTies ties,
            PlansConfig config,
            Clock clock) {
        this.commands = commands;
        this.store = store;
        this.database = database;
        this.executions = executions;
        this.ties = ties;
        this.config = config;
        this.clock = clock;
    }

    @Produces
    @Singleton
    SagaKind kind() {
        return SagaKind.returning(
                        ExecutionSaga.KIND,
                        TIMEOUT,
                        List.of(
                                new SagaStep("tasks", TRIES, work -> null, Optional.of(this::reopen)),
                                new SagaStep("run", TRIES, this::follow, Optional.of(this::cancel))))
                .abandonedBy(this::stop);
    }

    /** Nothing more begins, what runs is cancelled at the next look, and nothing is undone. */
    private boolean stop(SagaKey saga, JsonNode input, Predicate<SqlConnection> end) {
        var key = ExecutionSaga.plan(saga, input);
        if (plan(saga, key).isEmpty()) {
            return database.inTransaction(key.tenant(), end::test);
        }
        return commands.commit(key, pipeline -> {
            var ended = new AtomicBoolean();
            var unused = commands.change(
                    pipeline, key, Precondition.optional(null), Kind.EXECUTION_STOPPED, (_, plan, now) -> {
                        ended.set(pipeline.ask(end::test));
                        return ended.get() && plan.execution().isOf(saga.id()) ? stopped(plan) : plan;
                    });
            return ended.get();
        });
    }

    private static Plan stopped(Plan plan) {
        var execution = plan.execution();
        return execution.isActive() || execution.state() == State.ABANDONING
                ? plan.with(fields -> fields.execution = execution.at(State.STOPPED, "operator"))
                : plan;
    }

    /** Whether the saga has waited for this: it is over, or a step has failed after which all is to be undone. */
    static boolean isDecided(Plan plan) {
        return !plan.execution().isActive() || plan.execution().onFailure() == OnFailure.UNDO && hasFailed(plan);
    }

    private JsonNode follow(SagaWork work) {
        var plan = plan(work).orElse(null);
        if (plan == null) {
            return TextNode.valueOf("deleted");
        }
        var execution = plan.execution();
        if (!isDecided(plan)) {
            throw new SagaPause(clock.instant().plus(config.lookWaitingEvery()));
        }
        var isFailure = execution.isActive() || execution.state() == State.STOPPED && !isByPerson(execution);
        if (isFailure && execution.onFailure() == OnFailure.UNDO) {
            throw new RunFailure("execution_failed", "A step has failed, or the budget is used up.", false);
        }
        return TextNode.valueOf(execution.state().text());
    }

    private static boolean isByPerson(Execution execution) {
        return "person".equals(execution.stoppedBy());
    }

    private static boolean hasFailed(Plan plan) {
        return plan.steps().stream().anyMatch(step -> step.state() == StepState.FAILED && step.runsByItself());
    }

    /** Waits until nothing runs any more, so that nothing is completed after it was opened again. */
    private JsonNode cancel(SagaWork work) {
        if (plan(work).isEmpty()) {
            return null;
        }
        change(work, Kind.EXECUTION_ABANDONED, (pipeline, plan, now) -> abandoning(plan));
        var left = executions.goOn(ExecutionSaga.plan(work));
        if (left.steps().stream().anyMatch(SeenRuns::isRunning)) {
            throw new SagaPause(clock.instant().plus(SOON));
        }
        return null;
    }

    private JsonNode reopen(SagaWork work) {
        if (plan(work).isPresent()) {
            change(work, Kind.EXECUTION_ABANDONED, (pipeline, plan, now) -> {
                var done = plan.steps().stream()
                        .filter(step -> isOf(plan.execution(), step) && step.state() == StepState.DONE)
                        .toList();
                ties.reopen(pipeline, ExecutionSaga.plan(work), done);
                return undone(plan);
            });
        }
        return null;
    }

    private static Plan abandoning(Plan plan) {
        var by = plan.execution().stoppedBy() == null
                ? "failure"
                : plan.execution().stoppedBy();
        return plan.with(fields -> fields.execution = plan.execution().at(State.ABANDONING, by));
    }

    private static Plan undone(Plan plan) {
        return plan.with(fields -> {
            fields.steps = plan.steps().stream()
                    .map(step -> isOf(plan.execution(), step) ? open(step) : step)
                    .toList();
            fields.execution =
                    plan.execution().at(State.ABANDONED, plan.execution().stoppedBy());
        });
    }

    private static PlanStep open(PlanStep step) {
        return step.with(fields -> {
            fields.state = StepState.OPEN;
            fields.run = null;
            fields.doneAt = null;
        });
    }

    /** Whether this execution has done it, or tried to: the beginning of an execution opens what had failed before. */
    private static boolean isOf(Execution execution, PlanStep step) {
        if (step.run() == null || step.state() == StepState.FAILED) {
            return step.run() != null;
        }
        return step.state() == StepState.DONE
                && step.run().error() == null
                && !step.doneAt().isBefore(execution.startedAt());
    }

    private void change(SagaWork work, Kind kind, PlanCommands.Edit edit) {
        UUID saga = work.saga().id();
        var unused = commands.change(
                ExecutionSaga.plan(work),
                Precondition.optional(null),
                kind,
                (pipeline, plan, now) ->
                        plan.execution() != null && plan.execution().isOf(saga)
                                ? edit.apply(pipeline, plan, now)
                                : plan);
    }

    /** While it is this execution that the plan is about. */
    private Optional<Plan> plan(SagaWork work) {
        return plan(work.saga(), ExecutionSaga.plan(work));
    }

    private Optional<Plan> plan(SagaKey saga, PlanKey key) {
        return database.read(key.tenant(), connection -> store.find(connection, key))
                .filter(plan -> plan.execution() != null && plan.execution().isOf(saga.id()));
    }
}
