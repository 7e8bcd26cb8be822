package io.focusforge.worker.deadletter;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.worker.postgres.JobRows;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Removes dead letters for good. */
@ApplicationScoped
class Discards {
    private static final int OK = 200;

    private final BulkStore store;
    private final Once once;
    private final JobRows rows;

    Discards(BulkStore store, Once once, JobRows rows) {
        this.store = store;
        this.once = once;
        this.rows = rows;
    }

    Once.Answer many(Caller caller, Bulk bulk, Optional<IdempotencyKey> key) {
        return once.run(
                caller,
                key,
                Ids.next(),
                connection -> new StoredAnswer(OK, null, rows.write(discard(connection, caller, bulk))));
    }

    private DiscardedMany discard(SqlConnection connection, Caller caller, Bulk bulk) {
        var matching = store.count(connection, caller, bulk.filter());
        var discarded = Bulk.inBatches(
                bulk.agreed(matching), (done, most) -> store.discard(connection, caller, bulk.filter(), most));
        return new DiscardedMany(discarded, matching - discarded);
    }
}
