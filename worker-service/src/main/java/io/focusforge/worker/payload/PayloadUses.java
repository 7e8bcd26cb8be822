package io.focusforge.worker.payload;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.job.Job;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;

/** Notes which jobs refer to a payload, in the transaction that stores them. */
@ApplicationScoped
public class PayloadUses {
    private final PayloadStore store;
    private final Clock clock;

    PayloadUses(PayloadStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @throws ProblemException when a payload went while its job was being accepted */
    public void add(SqlConnection connection, Collection<Job> jobs) {
        var referring = jobs.stream()
                .filter(job -> PayloadRef.in(job.payload()).isPresent())
                .toList();
        if (!referring.isEmpty() && !store.use(connection, referring, clock.instant())) {
            throw LargePayloads.unknown();
        }
    }
}
