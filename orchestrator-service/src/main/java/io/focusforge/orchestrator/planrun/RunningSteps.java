package io.focusforge.orchestrator.planrun;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStore;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runstore.RunCommands;
import io.focusforge.orchestrator.runstore.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The steps of a plan that run, as runs and jobs show them, and as these are cancelled: on behalf of who has asked for the execution. */
@ApplicationScoped
class RunningSteps {
    private final SeenRuns runs;
    private final StepJobs jobs;
    private final RunCommands commands;
    private final Engine engine;
    private final PlanStore store;
    private final TenantDatabase database;
    private final Stored stored;

    RunningSteps(
            SeenRuns runs,
            StepJobs jobs,
            RunCommands commands,
            Engine engine,
            PlanStore store,
            TenantDatabase database,
            Stored stored) {
        this.runs = runs;
        this.jobs = jobs;
        this.commands = commands;
        this.engine = engine;
        this.store = store;
        this.database = database;
        this.stored = stored;
    }

    Map<UUID, SeenRuns.Seen> seen(PlanKey key, Plan plan) {
        return plan.steps().stream().anyMatch(SeenRuns::isRunning) ? runs.of(key, plan, caller(key)) : Map.of();
    }

    void cancel(PlanKey key, Plan plan, Instant now) {
        var steps = plan.steps().stream().filter(SeenRuns::isRunning).toList();
        var running = steps.stream()
                .filter(step -> step.job() == null)
                .map(step -> new RunKey(key.tenant(), step.run().id()))
                .toList();
        running.forEach(run -> commands.cancel(run, now));
        engine.notice(running);
        steps.stream()
                .map(step -> step.run().job())
                .filter(Objects::nonNull)
                .forEach(job -> jobs.cancel(caller(key), job));
    }

    private Caller caller(PlanKey key) {
        var rights = database.read(key.tenant(), connection -> store.caller(connection, key));
        return stored.caller(rights.orElseThrow(), key.tenant(), key.owner());
    }
}
