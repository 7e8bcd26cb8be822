package io.focusforge.worker.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.dispatch.DispatchBell;
import io.focusforge.worker.job.Job;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Accepts jobs: what has returned from here is committed. */
@ApplicationScoped
public class Intake {
    private final Drafts drafts;
    private final IntakeStore store;
    private final IdempotencyStore idempotency;
    private final TenantDatabase database;
    private final DispatchBell bell;
    private final IntakeMetrics metrics;

    Intake(
            Drafts drafts,
            IntakeStore store,
            IdempotencyStore idempotency,
            TenantDatabase database,
            DispatchBell bell,
            IntakeMetrics metrics) {
        this.drafts = drafts;
        this.store = store;
        this.idempotency = idempotency;
        this.database = database;
        this.bell = bell;
        this.metrics = metrics;
    }

    /** For other services. What is known already stays as it is. */
    void accept(List<JobRequest> requests) throws JsonProcessingException {
        var jobs = new ArrayList<Job>(requests.size());
        for (var request : requests) {
            jobs.add(drafts.of(request));
        }
        accepted(database.acrossTenants(connection -> store.insert(connection, jobs)));
    }

    /** For clients. */
    public Acceptance accept(Caller caller, CreateJob request, Optional<IdempotencyKey> key)
            throws JsonProcessingException {
        var job = drafts.of(caller, request);
        var acceptance = database.inTransaction(caller.tenant(), connection -> insert(connection, caller, job, key));
        if (acceptance instanceof Acceptance.New) {
            accepted(List.of(job.type()));
        }
        return acceptance;
    }

    private Acceptance insert(SqlConnection connection, Caller caller, Job job, Optional<IdempotencyKey> key) {
        var claim = key.map(given ->
                        idempotency.claim(connection, caller, given, job.key().id()))
                .orElseGet(Claim.First::new);
        return switch (claim) {
            case Claim.Replay replay -> new Acceptance.Known(replay);
            case Claim.First first -> {
                store.insert(connection, List.of(job));
                yield new Acceptance.New(job);
            }
        };
    }

    private void accepted(List<String> types) {
        if (!types.isEmpty()) {
            metrics.accepted(types);
            bell.ring();
        }
    }
}
