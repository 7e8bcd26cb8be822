package io.focusforge.orchestrator.planrun;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.PlanStore;
import io.focusforge.orchestrator.plancommand.TaskTies;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runstore.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes a plan a step further, in the transaction that stores it: what has ended is done, and what can begin begins. */
@ApplicationScoped
class Advance {
    private final TaskTies ties;
    private final Starter starter;
    private final PlanStore store;
    private final Stored stored;

    Advance(TaskTies ties, Starter starter, PlanStore store, Stored stored) {
        this.ties = ties;
        this.starter = starter;
        this.store = store;
        this.stored = stored;
    }

    /** @param begun is added to; null when nothing may begin */
    Plan after(Pipeline pipeline, PlanKey key, Plan plan, Progress progress, Instant now, Collection<RunKey> begun) {
        var applied = progress.applied(plan, refused(pipeline, key, progress.succeeded(plan)), now);
        var execution = applied.execution();
        var exceeded = execution.exceeded(now);
        var mayBegin = begun != null && execution.isActive() && exceeded == null && execution.usedUp() == null;
        var after = mayBegin ? start(pipeline, key, applied, now, begun) : applied;
        var hasReady = !Starter.ready(after, now).isEmpty();
        return after.with(fields -> fields.execution = Progress.state(after, hasReady, exceeded));
    }

    /** Those whose tasks cannot be completed, because somebody has opened again what they wait for. */
    private Set<String> refused(Pipeline pipeline, PlanKey key, List<PlanStep> succeeded) {
        var refused = new HashSet<String>();
        for (var step : succeeded) {
            try {
                ties.complete(pipeline, key, step);
            } catch (ProblemException e) {
                refused.add(step.id());
            }
        }
        return refused;
    }

    private Plan start(Pipeline pipeline, PlanKey key, Plan plan, Instant now, Collection<RunKey> begun) {
        if (Starter.ready(plan, now).isEmpty()) {
            return plan;
        }
        var rights = store.caller(pipeline.connection(), key).orElseThrow();
        return starter.start(pipeline, plan, stored.caller(rights, key.tenant(), key.owner()), now, begun);
    }
}
