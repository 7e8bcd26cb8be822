package io.focusforge.orchestrator.planrun;

import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.chainrun.ChainSource;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.library.ChainLibrary;
import io.focusforge.orchestrator.library.Kept;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.StepRun;
import io.focusforge.orchestrator.plan.StepState;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runengine.RunsConfig;
import io.focusforge.orchestrator.runstore.RunReads;
import io.focusforge.orchestrator.runstore.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Begins the runs and the jobs of steps. */
@ApplicationScoped
class Starter {
    private final ChainLibrary library;
    private final Engine engine;
    private final RunStore runs;
    private final RunReads reads;
    private final RunsConfig limits;
    private final PlansConfig config;

    Starter(ChainLibrary library, Engine engine, RunStore runs, RunReads reads, RunsConfig limits, PlansConfig config) {
        this.library = library;
        this.engine = engine;
        this.runs = runs;
        this.reads = reads;
        this.limits = limits;
        this.config = config;
    }

    static List<PlanStep> ready(Plan plan, Instant now) {
        return plan.steps().stream()
                .filter(step -> step.runsByItself() && step.state() == StepState.OPEN && step.taskId() != null)
                .filter(step -> step.notBefore() == null || !step.notBefore().isAfter(now))
                .filter(plan::isReady)
                .toList();
    }

    /** Whether the tenant may have another run. */
    boolean hasRoom(UUID tenant) {
        var most = limits.unfinishedPerTenant();
        return reads.unfinished(tenant, most) < most;
    }

    /** Part of the caller's transaction. @param begun is added to */
    Plan start(Pipeline pipeline, Plan plan, Caller caller, Instant now, Collection<RunKey> begun) {
        var running = plan.steps().stream().filter(SeenRuns::isRunning).count();
        var execution = plan.execution();
        var calls = execution.budget().calls() - execution.spent().calls() - running;
        var room = Math.min(calls, config.stepsAtOnce() - running);
        var started = plan;
        for (var step : ready(plan, now).stream().limit(Math.max(0, room)).toList()) {
            started = begin(pipeline, step, caller, begun).in(started, step);
        }
        return started;
    }

    /** A job is asked for at the next look, by the id that is stored here. */
    private Begun begin(Pipeline pipeline, PlanStep step, Caller caller, Collection<RunKey> begun) {
        if (step.job() != null) {
            return new Begun(StepState.RUNNING, StepRun.begun(Ids.next()));
        }
        return library.find(caller.tenant(), step.chain().name(), step.chain().version())
                .map(kept -> new Begun(StepState.RUNNING, begin(pipeline, kept, step, caller, begun)))
                .orElse(new Begun(StepState.FAILED, StepRun.refused("chain_gone")));
    }

    private record Begun(StepState state, StepRun run) {
        Plan in(Plan plan, PlanStep step) {
            return plan.withStep(step.id(), fields -> {
                fields.state = state;
                fields.run = run;
            });
        }
    }

    private StepRun begin(Pipeline pipeline, Kept kept, PlanStep step, Caller caller, Collection<RunKey> begun) {
        var trace = TraceContext.current().traceparent();
        var run = engine.fresh(new NewRun(
                ChainSource.KIND, kept.reference(), kept.name(), step.chain().input(), caller, null, trace));
        pipeline.send(connection -> runs.insert(connection, run, List.of()));
        begun.add(run.key());
        return StepRun.begun(run.key().id());
    }
}
