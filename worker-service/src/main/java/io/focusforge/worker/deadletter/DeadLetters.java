package io.focusforge.worker.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.page.Page;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.control.ControlStore;
import io.focusforge.worker.control.StateFilter;
import io.focusforge.worker.finish.FinishObservers;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What an owner can do with one dead letter. One of somebody else is not there. */
@ApplicationScoped
class DeadLetters {
    private final DeadLetterStore store;
    private final Edits edits;
    private final FinishObservers observers;
    private final ControlStore jobs;
    private final TenantDatabase database;
    private final Clock clock;

    DeadLetters(
            DeadLetterStore store,
            Edits edits,
            FinishObservers observers,
            ControlStore jobs,
            TenantDatabase database,
            Clock clock) {
        this.store = store;
        this.edits = edits;
        this.observers = observers;
        this.jobs = jobs;
        this.database = database;
        this.clock = clock;
    }

    Page<DeadLetter> list(Caller caller, DeadLetterQuery query) {
        var letters = database.read(caller.tenant(), connection -> store.list(connection, caller, query));
        if (letters.size() <= query.limit()) {
            return new Page<>(letters, null);
        }
        var items = List.copyOf(letters.subList(0, query.limit()));
        return new Page<>(items, DeadLetterCursor.of(items.getLast()).encode());
    }

    DeadLetter get(Spot spot) {
        return switch (database.read(spot.caller().tenant(), connection -> store.find(connection, spot))) {
            case Found.Dead dead -> dead.letter();
            case Found.NotDead alive -> throw unknown();
            case Found.Nothing nothing -> throw unknown();
        };
    }

    DeadLetter edit(Spot spot, Precondition precondition, JsonNode payload) throws JsonProcessingException {
        var tenant = spot.caller().tenant();
        var letter = database.read(tenant, connection -> changeable(connection, spot, precondition));
        var text = edits.payload(spot.caller(), letter, payload);
        return database.inTransaction(tenant, connection -> {
            check(store.edit(connection, letter, text, clock.instant()));
            return changeable(connection, spot, Precondition.of(null));
        });
    }

    /** Part of the caller's transaction. */
    ReplayedView replay(SqlConnection connection, Spot spot, Precondition precondition) {
        var job = List.of(new JobKey(spot.caller().tenant(), spot.id()));
        observers.before(connection, job);
        var letter = changeable(connection, spot, precondition);
        var state = new JobState.Queued(clock.instant().truncatedTo(ChronoUnit.MICROS));
        check(store.replay(connection, letter, state));
        observers.revived(connection, job);
        return new ReplayedView(spot.id(), shownState(connection, spot), state.runAt(), letter.replays() + 1);
    }

    /** A parent that other jobs were brought back with waits for them. */
    private String shownState(SqlConnection connection, Spot spot) {
        return jobs.find(connection, spot.caller(), spot.id())
                .map(job -> StateFilter.shown(job.state()))
                .orElseThrow(DeadLetters::unknown);
    }

    void discard(Spot spot, Precondition precondition) {
        database.inTransaction(spot.caller().tenant(), connection -> {
            check(store.discard(connection, changeable(connection, spot, precondition)));
            return null;
        });
    }

    private DeadLetter changeable(SqlConnection connection, Spot spot, Precondition precondition) {
        return switch (store.find(connection, spot)) {
            case Found.Dead dead -> {
                precondition.check(dead.letter());
                yield dead.letter();
            }
            case Found.NotDead alive ->
                throw new ProblemException(ErrorCode.CONFLICT, "The job is not a dead letter, or not any more.");
            case Found.Nothing nothing -> throw unknown();
        };
    }

    private static void check(boolean tookPlace) {
        if (!tookPlace) {
            throw Precondition.stale();
        }
    }

    static ProblemException unknown() {
        return ProblemException.notFound("dead letter");
    }
}
