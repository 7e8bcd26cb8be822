package io.focusforge.orchestrator.planreplan;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanEvent;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStore;
import io.focusforge.orchestrator.plancommand.PlanCommands;
import io.focusforge.orchestrator.planrun.PlansConfig;
import io.focusforge.orchestrator.taskapi.Precondition;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Looks at plans that are due. Any number of replicas may look at once: each takes others. */
@ApplicationScoped
class PlanReplanner {
    private static final Logger LOG = Logger.getLogger(PlanReplanner.class);
    /** When somebody else looks after a plan whose sweeper has died on the way. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final TenantDatabase database;
    private final PlanStore store;
    private final PlanCommands commands;
    private final PlansConfig config;
    private final Clock clock;

    PlanReplanner(TenantDatabase database, PlanStore store, PlanCommands commands, PlansConfig config, Clock clock) {
        this.database = database;
        this.store = store;
        this.commands = commands;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.plans.replan-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        List<PlanKey> due;
        do {
            var now = clock.instant();
            due = database.acrossTenants(
                    connection -> store.claimReplan(connection, now, now.plus(AGAIN), config.lookBatch()));
            due.forEach(this::look);
        } while (due.size() == config.lookBatch());
    }

    private void look(PlanKey key) {
        try {
            database.read(key.tenant(), connection -> store.find(connection, key))
                    .ifPresent(plan -> look(key, plan));
        } catch (ProblemException e) {
            LOG.debugf("Plan %s is not replanned now: %s", key.id(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Plan %s cannot be replanned; it is looked at again", key.id());
        }
    }

    private void look(PlanKey key, Plan plan) {
        var mode = plan.replanning() == null ? config.replanning() : plan.replanning();
        var after =
                switch (mode) {
                    case OFF -> plan;
                    case SUGGEST -> commands.suggest(key);
                    case APPLY ->
                        commands.change(
                                key,
                                Precondition.optional(null),
                                PlanEvent.Kind.REPLANNED,
                                PlanCommands.of(present -> present));
                };
        if (after.version() == plan.version()) {
            database.inTransaction(key.tenant(), connection -> {
                store.replanAt(connection, key, after, clock.instant());
                return after;
            });
        }
    }
}
