package io.focusforge.worker.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Accepts flows. The answer is stored with the jobs: later the flow looks different. */
@ApplicationScoped
class Flows {
    private static final int ACCEPTED = 202;

    /** What became of a request. */
    sealed interface Outcome {
        record New(StoredAnswer answer) implements Outcome {}

        /** It was asked before under the same {@code Idempotency-Key}. */
        record Known(StoredAnswer answer) implements Outcome {
            static Known of(Claim.Replay replay) {
                return new Known(replay.answer().orElseThrow());
            }
        }
    }

    private final FlowStore store;
    private final TreeStore trees;
    private final Admission admission;
    private final IdempotencyStore idempotency;
    private final ObjectMapper json;

    Flows(FlowStore store, TreeStore trees, Admission admission, IdempotencyStore idempotency, ObjectMapper json) {
        this.store = store;
        this.trees = trees;
        this.admission = admission;
        this.idempotency = idempotency;
        this.json = json;
    }

    Outcome accept(Caller caller, List<FlowJob> jobs, Optional<IdempotencyKey> key) {
        return admission.inTransaction(
                caller.tenant(), (connection, entrance) -> admit(connection, entrance, caller, jobs, key));
    }

    private Outcome admit(
            SqlConnection connection,
            Entrance entrance,
            Caller caller,
            List<FlowJob> jobs,
            Optional<IdempotencyKey> key) {
        var claim = key.map(given -> idempotency.claim(connection, caller, given, FlowStore.root(jobs)))
                .orElseGet(Claim.First::new);
        return switch (claim) {
            case Claim.Replay replay -> Outcome.Known.of(replay);
            case Claim.First first -> {
                write(connection, entrance, jobs);
                var answer = answer(connection, caller, jobs);
                key.ifPresent(given -> idempotency.answer(connection, caller, given, answer));
                yield new Outcome.New(answer);
            }
        };
    }

    private void write(SqlConnection connection, Entrance entrance, List<FlowJob> jobs) {
        var drafts = jobs.stream().map(node -> new Draft(node.job(), null)).toList();
        var ledger = entrance.open(connection, drafts);
        drafts.forEach(ledger::take);
        entrance.write(connection, ledger);
        store.insert(connection, jobs);
    }

    private StoredAnswer answer(SqlConnection connection, Caller caller, List<FlowJob> jobs) {
        var root = FlowStore.root(jobs);
        var view = FlowTree.view(trees.tree(connection, caller, root));
        try {
            return new StoredAnswer(ACCEPTED, "/api/v1/jobs/%s/flow".formatted(root), json.writeValueAsString(view));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
