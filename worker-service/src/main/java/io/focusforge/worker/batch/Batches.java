package io.focusforge.worker.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.intake.Admission;
import io.focusforge.worker.intake.Entrance;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Accepts batches. The answer is stored with the jobs, since no single job could tell it again. */
@ApplicationScoped
class Batches {
    private static final int ACCEPTED = 202;

    /** What became of a batch. */
    sealed interface Outcome {
        record New(StoredAnswer answer) implements Outcome {}

        /** It was asked before under the same {@code Idempotency-Key}. */
        record Known(StoredAnswer answer) implements Outcome {
            static Known of(Claim.Replay replay) {
                return new Known(replay.answer().orElseThrow());
            }
        }
    }

    private final Admission admission;
    private final IdempotencyStore idempotency;
    private final ObjectMapper json;

    Batches(Admission admission, IdempotencyStore idempotency, ObjectMapper json) {
        this.admission = admission;
        this.idempotency = idempotency;
        this.json = json;
    }

    Outcome accept(Caller caller, List<Draft> drafts, Optional<IdempotencyKey> key) {
        return admission.inTransaction(
                caller.tenant(), drafts, (connection, entrance) -> admit(connection, entrance, caller, drafts, key));
    }

    /** Dedupe keys are locked before the Idempotency-Key, as with single jobs: two requests never wait for each other. */
    private Outcome admit(
            SqlConnection connection,
            Entrance entrance,
            Caller caller,
            List<Draft> drafts,
            Optional<IdempotencyKey> key) {
        var ledger = entrance.open(connection, drafts);
        var claim = key.map(given -> idempotency.claim(connection, caller, given, Ids.next()))
                .orElseGet(Claim.First::new);
        return switch (claim) {
            case Claim.Replay replay -> Outcome.Known.of(replay);
            case Claim.First first -> {
                var items = drafts.stream()
                        .map(ledger::take)
                        .map(AcceptedJobs.Item::of)
                        .toList();
                entrance.write(connection, ledger);
                var answer = new StoredAnswer(ACCEPTED, null, write(new AcceptedJobs(items)));
                key.ifPresent(given -> idempotency.answer(connection, caller, given, answer));
                yield new Outcome.New(answer);
            }
        };
    }

    private String write(AcceptedJobs accepted) {
        try {
            return json.writeValueAsString(accepted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
