package io.focusforge.worker.queue;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.job.JobsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** The queues of the installation, and what can be asked of them. */
@ApplicationScoped
public class Queues {
    private static final Logger LOG = Logger.getLogger(Queues.class);

    private final QueueStore store;
    private final QueueGates gates;
    private final TenantDatabase database;
    private final JobsConfig config;
    private final Clock clock;

    Queues(QueueStore store, QueueGates gates, TenantDatabase database, JobsConfig config, Clock clock) {
        this.store = store;
        this.gates = gates;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    List<QueueView> list(Caller caller) {
        return look(caller, config.queues());
    }

    QueueView get(Caller caller, String queue) {
        return look(caller, Set.of(known(queue))).getFirst();
    }

    /** Of all tenants. This replica knows at once, the others when they look next. */
    QueueView pause(Caller operator, String queue) {
        known(queue);
        var now = clock.instant();
        if (database.acrossTenants(connection -> store.pause(connection, queue, operator.user(), now))) {
            LOG.infof("Queue %s is paused", queue);
        }
        gates.look();
        return get(operator, queue);
    }

    QueueView resume(Caller operator, String queue) {
        known(queue);
        if (database.acrossTenants(connection -> store.resume(connection, queue))) {
            LOG.infof("Queue %s goes on", queue);
        }
        gates.look();
        return get(operator, queue);
    }

    /** @return the name itself, if there is a queue of it */
    public String known(String queue) {
        if (!config.queues().contains(queue)) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "There is no queue of this name.");
        }
        return queue;
    }

    private List<QueueView> look(Caller caller, Collection<String> queues) {
        var now = clock.instant();
        return database.read(caller.tenant(), connection -> store.look(connection, caller.tenant(), queues, now));
    }
}
