package io.focusforge.orchestrator.planrun;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.plan.Budget;
import io.focusforge.orchestrator.plan.Execution;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanEvent.Kind;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStatus;
import io.focusforge.orchestrator.plan.PlanStore;
import io.focusforge.orchestrator.plan.StepState;
import io.focusforge.orchestrator.plancommand.PlanCommands;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runstore.RunCommands;
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
    private final SeenRuns runs;
    private final Starter starter;
    private final RunCommands runCommands;
    private final Engine engine;
    private final Stored stored;

    Executions(
            PlanCommands commands,
            PlanStore store,
            TenantDatabase database,
            Advance advance,
            SeenRuns runs,
            Starter starter,
            RunCommands runCommands,
            Engine engine,
            Stored stored) {
        this.commands = commands;
        this.store = store;
        this.database = database;
        this.advance = advance;
        this.runs = runs;
        this.starter = starter;
        this.runCommands = runCommands;
        this.engine = engine;
        this.stored = stored;
    }

    /** Part of the caller's transaction. Steps that have failed are tried again. */
    PlanCommands.Edit begin(Caller caller, PlanKey key, Budget budget) {
        return (pipeline, plan, now) -> {
            if (plan.status() != PlanStatus.ACCEPTED) {
                throw conflict("The plan is %s; accept it first, or some of its steps."
                        .formatted(plan.status().text()));
            }
            if (plan.execution() != null && plan.execution().isActive()) {
                throw conflict("The plan is executed already; stop that first.");
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
                fields.execution = Execution.begun(budget, now);
            });
        };
    }

    /** What runs is cancelled at the next look. */
    static Plan stopped(Plan plan) {
        if (plan.execution() == null || !plan.execution().isActive()) {
            throw conflict("Nothing of the plan is executed.");
        }
        return plan.with(fields -> fields.execution = plan.execution().at(Execution.State.STOPPED, "person"));
    }

    /** Looks at what runs, and begins what can. @return the plan as it is then */
    Plan goOn(PlanKey key) {
        var plan = database.read(key.tenant(), connection -> store.find(connection, key))
                .orElseThrow(() -> ProblemException.notFound("plan"));
        var progress = new Progress(runs.of(key, plan));
        var mayStart = starter.hasRoom(key.tenant());
        var begun = new ArrayList<RunKey>();
        var after = commands.change(key, Precondition.optional(null), Kind.PROGRESSED, (pipeline, present, now) -> {
            begun.clear();
            return advance.after(pipeline, key, present, progress, now, mayStart ? begun : null);
        });
        engine.notice(begun);
        if (!after.execution().isActive()) {
            cancel(key, after);
        }
        return after;
    }

    private void cancel(PlanKey key, Plan plan) {
        var running = plan.steps().stream()
                .filter(SeenRuns::isRunning)
                .map(step -> new RunKey(key.tenant(), step.run().id()))
                .toList();
        running.forEach(run -> runCommands.cancel(run, commands.now()));
        engine.notice(running);
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ErrorCode.CONFLICT, detail);
    }
}
