package io.focusforge.worker.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.intake.Admission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Accepts batches. The answer is stored with the jobs, since no single job could tell it again. */
@ApplicationScoped
class Batches {
    private static final int ACCEPTED = 202;

    private final Admission admission;
    private final Once once;
    private final ObjectMapper json;

    Batches(Admission admission, Once once, ObjectMapper json) {
        this.admission = admission;
        this.once = once;
        this.json = json;
    }

    /** Dedupe keys are locked before the Idempotency-Key, as with single jobs: two requests never wait for each other. */
    Once.Answer accept(Caller caller, List<Draft> drafts, Optional<IdempotencyKey> key) {
        return admission.inTransaction(caller.tenant(), drafts, (connection, entrance) -> {
            var ledger = entrance.open(connection, drafts);
            return once.run(connection, caller, key, Ids.next(), () -> {
                var items = drafts.stream()
                        .map(ledger::take)
                        .map(AcceptedJobs.Item::of)
                        .toList();
                entrance.write(connection, ledger);
                return new StoredAnswer(ACCEPTED, null, write(new AcceptedJobs(items)));
            });
        });
    }

    private String write(AcceptedJobs accepted) {
        try {
            return json.writeValueAsString(accepted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
