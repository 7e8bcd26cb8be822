package io.focusforge.worker.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
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

    private final FlowStore store;
    private final TreeStore trees;
    private final Admission admission;
    private final Once once;
    private final ObjectMapper json;

    Flows(FlowStore store, TreeStore trees, Admission admission, Once once, ObjectMapper json) {
        this.store = store;
        this.trees = trees;
        this.admission = admission;
        this.once = once;
        this.json = json;
    }

    Once.Answer accept(Caller caller, List<FlowJob> jobs, Optional<IdempotencyKey> key) {
        return admission.inTransaction(
                caller.tenant(),
                (connection, entrance) -> once.run(connection, caller, key, FlowStore.root(jobs), () -> {
                    write(connection, entrance, jobs);
                    return answer(connection, caller, jobs);
                }));
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
