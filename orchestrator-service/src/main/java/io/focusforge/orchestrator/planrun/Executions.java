package io.focusforge.orchestrator.planrun;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.plan.Budget;
import io.focusforge.orchestrator.plan.Execution;
import io.focusforge.orchestrator.plan.OnFailure;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanEvent.Kind;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStatus;
import io.focusforge.orchestrator.plan.PlanStore;
import io.focusforge.orchestrator.plan.StepState;
import io.focusforge.orchestrator.plancommand.PlanCommands;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runstore.Stored;
import io.focusforge.orchestrator.taskapi.Precondition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;

/** Begins, goes on with, and stops the execution of plans. */
@ApplicationScoped
class Executions {
    private final PlanCommands commands;
    private final PlanStore store;
    private final TenantDatabase database;
    private final Advance advance;
    private final RunningSteps running;
    private final Starter starter;
    private final Engine engine;
    private final Stored stored;
    private final ExecutionSaga saga;

    Executions(
            PlanCommands commands,
            PlanStore store,
            TenantDatabase database,
            Advance advance,
            RunningSteps running,
            Starter starter,
            Engine engine,
            Stored stored,
            ExecutionSaga saga) {
        this.commands = commands;
        this.store = store;
        this.database = database;
        this.advance = advance;
        this.running = running;
        this.starter = starter;
        this.engine = engine;
        this.stored = stored;
        this.saga = saga;
    }

    /** Part of the caller's transaction. Steps that have failed are tried again. */
    PlanCommands.Edit begin(Caller caller, PlanKey key, Budget budget, OnFailure onFailure) {
        return (pipeline, plan, now) -> {
            if (plan.status() != PlanStatus.ACCEPTED) {
                throw conflict("The plan is %s; accept it first, or some of its steps."
                        .formatted(plan.status().text()));
            }
            if (plan.execution() != null && plan.execution().isActive()) {
                throw conflict("The plan is executed already; stop that first.");
            }
            if (plan.execution() != null && plan.execution().state() == Execution.State.ABANDONING) {
                throw conflict("The last execution is being undone.");
            }
            if (plan.steps().stream().anyMatch(SeenRuns::isRunning)) {
                throw conflict("Steps of the last execution have not ended yet.");
            }
            store.actFor(pipeline, key, stored.caller(caller));
            var steps = plan.steps().stream()
                    .map(step -> step.state() == StepState.FAILED
                            ? step.with(fields -> fields.state = StepState.OPEN)
                            : step)
                    .toList();
            return plan.with(fields -> {
                fields.steps = steps;
                fields.execution = Execution.begun(budget, onFailure, saga.begin(pipeline, key), now);
            });
        };
    }

    /** Part of the caller's transaction: nothing more begins, and what was done is undone. */
    PlanCommands.Edit abandon(PlanKey key) {
        return (pipeline, plan, now) -> {
            if (plan.execution() == null || !plan.execution().isActive()) {
                throw conflict("Nothing of the plan is executed.");
            }
            if (!saga.turnBack(pipeline, key, plan.execution())) {
                throw conflict("What this execution does cannot be undone; stop it instead.");
            }
            return plan.with(fields -> fields.execution = plan.execution().at(Execution.State.ABANDONING, "person"));
        };
    }

    /** Part of the caller's transaction. What runs is cancelled at the next look. */
    PlanCommands.Edit stop(PlanKey key) {
        return (pipeline, plan, now) -> {
            if (plan.execution() == null || !plan.execution().isActive()) {
                throw conflict("Nothing of the plan is executed.");
            }
            saga.wake(pipeline, key, plan.execution());
            return plan.with(fields -> fields.execution = plan.execution().at(Execution.State.STOPPED, "person"));
        };
    }

    /** Looks at what runs, and begins what can. @return the plan as it is then */
    Plan goOn(PlanKey key) {
        var plan = database.read(key.tenant(), connection -> store.find(connection, key))
                .orElseThrow(() -> ProblemException.notFound("plan"));
        var progress = new Progress(running.seen(key, plan));
        var mayStart = starter.hasRoom(key.tenant());
        var begun = new ArrayList<RunKey>();
        var after = commands.change(key, Precondition.optional(null), Kind.PROGRESSED, (pipeline, present, now) -> {
            begun.clear();
            var next = advance.after(pipeline, key, present, progress, now, mayStart ? begun : null);
            if (UndoneExecution.isDecided(next) && !UndoneExecution.isDecided(present)) {
                saga.wake(pipeline, key, next.execution());
            }
            return next;
        });
        engine.notice(begun);
        if (!after.execution().isActive()) {
            running.cancel(key, after, commands.now());
        }
        return after;
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ErrorCode.CONFLICT, detail);
    }
}
