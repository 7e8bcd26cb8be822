package io.focusforge.worker.deadletter;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.slot.DispatchBell;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Brings dead letters back: the jobs keep their ids and errors, and get all their attempts anew. */
@ApplicationScoped
class Replays {
    private static final int ACCEPTED = 202;

    private final DeadLetters letters;
    private final BulkReplay bulkReplay;
    private final Once once;
    private final DispatchBell bell;
    private final JobRows rows;

    Replays(DeadLetters letters, BulkReplay bulkReplay, Once once, DispatchBell bell, JobRows rows) {
        this.letters = letters;
        this.bulkReplay = bulkReplay;
        this.once = once;
        this.bell = bell;
        this.rows = rows;
    }

    Once.Answer one(Spot spot, Precondition precondition, Optional<IdempotencyKey> key) {
        var answer = once.run(spot.caller(), key, spot.id(), connection -> {
            var replayed = letters.replay(connection, spot, precondition);
            return new StoredAnswer(ACCEPTED, "/api/v1/jobs/" + spot.id(), rows.write(replayed));
        });
        bell.ring();
        return answer;
    }

    /** @param rate per second; null for all at once */
    Once.Answer many(Caller caller, Bulk bulk, Integer rate, Optional<IdempotencyKey> key) {
        var answer = once.run(caller, key, Ids.next(), connection -> {
            var replayed = bulkReplay.run(connection, caller, bulk, rate);
            return new StoredAnswer(ACCEPTED, null, rows.write(replayed));
        });
        bell.ring();
        return answer;
    }
}
