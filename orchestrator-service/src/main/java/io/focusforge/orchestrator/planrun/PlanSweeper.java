package io.focusforge.orchestrator.planrun;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.plan.Execution;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStore;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks after plans whose steps run. Any number of replicas may look at once: each takes others. */
@ApplicationScoped
class PlanSweeper {
    private static final Logger LOG = Logger.getLogger(PlanSweeper.class);
    /** When somebody else looks after a plan whose sweeper has died on the way. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final TenantDatabase database;
    private final PlanStore store;
    private final Executions executions;
    private final PlansConfig config;
    private final Clock clock;

    PlanSweeper(TenantDatabase database, PlanStore store, Executions executions, PlansConfig config, Clock clock) {
        this.database = database;
        this.store = store;
        this.executions = executions;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.plans.look-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        var now = clock.instant();
        database.acrossTenants(connection -> store.claim(connection, now, now.plus(AGAIN), config.lookBatch()))
                .forEach(this::look);
    }

    private void look(PlanKey key) {
        try {
            var plan = executions.goOn(key);
            if (plan.execution().state() == Execution.State.WAITING) {
                var next = clock.instant().plus(config.lookWaitingEvery());
                database.inTransaction(key.tenant(), connection -> {
                    store.lookAt(connection, key, plan.version(), next);
                    return plan;
                });
            }
        } catch (ProblemException e) {
            LOG.debugf("Plan %s is not gone on with now: %s", key.id(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Plan %s cannot be gone on with; it is looked at again", key.id());
        }
    }
}
