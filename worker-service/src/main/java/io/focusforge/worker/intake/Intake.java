package io.focusforge.worker.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.worker.dedupe.Admitted;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.payload.PayloadRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Accepts jobs: what has returned from here is committed. */
@ApplicationScoped
public class Intake {
    private final Drafts drafts;
    private final ServiceDrafts serviceDrafts;
    private final Admission admission;
    private final Once once;
    private final Replays replays;
    private final SharedCommit commits;

    Intake(
            Drafts drafts,
            ServiceDrafts serviceDrafts,
            Admission admission,
            Once once,
            Replays replays,
            SharedCommit commits) {
        this.drafts = drafts;
        this.serviceDrafts = serviceDrafts;
        this.admission = admission;
        this.once = once;
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

    /**
     * For clients.
     *
     * @param answer stored with the job, for those who ask again under the key
     */
    public Once.Answer accept(
            Caller caller, CreateJob request, Optional<IdempotencyKey> key, Function<Admitted, StoredAnswer> answer)
            throws JsonProcessingException {
        return replays.answer(
                caller, key, () -> drafts.of(caller, request), draft -> accept(caller, draft, key, answer));
    }

    private Once.Answer accept(
            Caller caller, Draft draft, Optional<IdempotencyKey> key, Function<Admitted, StoredAnswer> answer) {
        if (key.isEmpty()
                && draft.dedupe() == null
                && PayloadRef.in(draft.job().payload()).isEmpty()) {
            commits.accept(draft.job());
            return Once.Answer.first(answer.apply(new Admitted(draft.job(), false)));
        }
        return admission.inTransaction(caller.tenant(), (connection, entrance) -> {
            var ledger = entrance.open(connection, List.of(draft));
            var admitted = ledger.take(draft);
            return once.run(connection, caller, key, admitted.job().key().id(), () -> {
                entrance.write(connection, ledger);
                return answer.apply(admitted);
            });
        });
    }
}
