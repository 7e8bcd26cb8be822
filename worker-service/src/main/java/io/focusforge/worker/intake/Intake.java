package io.focusforge.worker.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.payload.PayloadRef;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Accepts jobs: what has returned from here is committed. */
@ApplicationScoped
public class Intake {
    private final Drafts drafts;
    private final ServiceDrafts serviceDrafts;
    private final Admission admission;
    private final IdempotencyStore idempotency;
    private final Replays replays;
    private final SharedCommit commits;

    Intake(
            Drafts drafts,
            ServiceDrafts serviceDrafts,
            Admission admission,
            IdempotencyStore idempotency,
            Replays replays,
            SharedCommit commits) {
        this.drafts = drafts;
        this.serviceDrafts = serviceDrafts;
        this.admission = admission;
        this.idempotency = idempotency;
        this.replays = replays;
        this.commits = commits;
    }

    /** For other services. What is known already stays as it is. */
    void accept(List<ServiceJob> requests) throws JsonProcessingException {
        var asked = new ArrayList<Draft>(requests.size());
        for (var request : requests) {
            asked.add(serviceDrafts.of(request));
        }
        admission.named((connection, entrance) -> {
            var ledger = entrance.open(connection, asked);
            asked.forEach(ledger::take);
            entrance.write(connection, ledger);
            return asked.size();
        });
    }

    /** For clients. */
    public Acceptance accept(Caller caller, CreateJob request, Optional<IdempotencyKey> key)
            throws JsonProcessingException {
        Draft draft;
        try {
            draft = drafts.of(caller, request);
        } catch (ProblemException refusal) {
            return new Acceptance.Known(replays.instead(refusal, caller, key));
        }
        if (key.isEmpty()
                && draft.dedupe() == null
                && PayloadRef.in(draft.job().payload()).isEmpty()) {
            commits.accept(draft);
            return new Acceptance.New(draft.job());
        }
        return admission.inTransaction(
                caller.tenant(), (connection, entrance) -> admit(connection, entrance, caller, draft, key));
    }

    private Acceptance admit(
            SqlConnection connection, Entrance entrance, Caller caller, Draft draft, Optional<IdempotencyKey> key) {
        var ledger = entrance.open(connection, List.of(draft));
        var admitted = ledger.take(draft);
        var job = admitted.job();
        var claim = key.map(given ->
                        idempotency.claim(connection, caller, given, job.key().id()))
                .orElseGet(Claim.First::new);
        return switch (claim) {
            case Claim.Replay replay -> new Acceptance.Known(replay);
            case Claim.First first -> {
                entrance.write(connection, ledger);
                yield admitted.deduplicated() ? new Acceptance.Shared(job) : new Acceptance.New(job);
            }
        };
    }
}
