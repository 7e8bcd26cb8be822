package io.focusforge.orchestrator.planrun;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.plan.Budget;
import io.focusforge.orchestrator.plan.Execution;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanEvent.Kind;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStatus;
import io.focusforge.orchestrator.plan.PlanStore;
import io.focusforge.orchestrator.plan.StepState;
import io.focusforge.orchestrator.plancommand.PlanCommands;
import io.focusforge.orchestrator.plancommand.TaskTies;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runstore.RunCommands;
import io.focusforge.orchestrator.runstore.Stored;
import io.focusforge.orchestrator.taskapi.Precondition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Begins, goes on with, and stops the execution of plans. */
@ApplicationScoped
class Executions {
    private final PlanCommands commands;
    private final PlanStore store;
    private final TenantDatabase database;
    private final TaskTies ties;
    private final SeenRuns runs;
    private final Starter starter;
    private final RunCommands runCommands;
    private final Engine engine;
    private final Stored stored;

    Executions(
            PlanCommands commands,
            PlanStore store,
            TenantDatabase database,
            TaskTies ties,
            SeenRuns runs,
            Starter starter,
            RunCommands runCommands,
            Engine engine,
            Stored stored) {
        this.commands = commands;
        this.store = store;
        this.database = database;
        this.ties = ties;
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
            return edit(pipeline, key, present, now, progress, mayStart ? begun : null);
        });
        engine.notice(begun);
        if (!after.execution().isActive()) {
            cancel(key, after);
        }
        return after;
    }

    private Plan edit(Pipeline pipeline, PlanKey key, Plan plan, Instant now, Progress progress, List<RunKey> begun) {
        progress.succeeded(plan).forEach(step -> ties.complete(pipeline, key, step));
        var applied = progress.applied(plan, now);
        var exceeded = applied.execution().exceeded(now);
        var mayBegin = applied.execution().isActive()
                && exceeded == null
                && applied.execution().usedUp() == null
                && begun != null;
        var after = mayBegin ? start(pipeline, key, applied, now, begun) : applied;
        var hasReady = !Starter.ready(after, now).isEmpty();
        return after.with(fields -> fields.execution = Progress.state(after, hasReady, exceeded));
    }

    private Plan start(Pipeline pipeline, PlanKey key, Plan plan, Instant now, List<RunKey> begun) {
        if (Starter.ready(plan, now).isEmpty()) {
            return plan;
        }
        var caller = store.caller(pipeline.connection(), key).orElseThrow();
        return starter.start(pipeline, plan, stored.caller(caller, key.tenant(), key.owner()), now, begun);
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
