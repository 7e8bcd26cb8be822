package io.focusforge.worker.deadletter;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.slot.DispatchBell;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Brings dead letters back: the jobs keep their ids and errors, and get all their attempts anew. */
@ApplicationScoped
class Replays {
    private static final int ACCEPTED = 202;

    private final DeadLetters letters;
    private final BulkStore store;
    private final Once once;
    private final DispatchBell bell;
    private final JobRows rows;
    private final Clock clock;

    Replays(DeadLetters letters, BulkStore store, Once once, DispatchBell bell, JobRows rows, Clock clock) {
        this.letters = letters;
        this.store = store;
        this.once = once;
        this.bell = bell;
        this.rows = rows;
        this.clock = clock;
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
            var replayed = replay(connection, caller, bulk, rate);
            return new StoredAnswer(ACCEPTED, null, rows.write(replayed));
        });
        bell.ring();
        return answer;
    }

    private ReplayedMany replay(SqlConnection connection, Caller caller, Bulk bulk, Integer rate) {
        var matching = store.count(connection, caller, bulk.filter());
        var wanted = bulk.agreed(matching);
        var pace = new Pace(clock.instant().truncatedTo(ChronoUnit.MICROS), rate);
        var replayed = Bulk.inBatches(
                wanted, (done, most) -> store.replay(connection, caller, bulk.filter(), pace, done, most));
        return new ReplayedMany(replayed, matching - replayed, pace.start(), pace.at(Math.max(0, replayed - 1)));
    }
}
