package io.focusforge.worker.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What an owner can change about a schedule. */
@ApplicationScoped
class ScheduleChanges {
    private final Schedules schedules;
    private final ScheduleStore store;
    private final FireStore fires;
    private final Specs specs;
    private final TenantDatabase database;

    ScheduleChanges(Schedules schedules, ScheduleStore store, FireStore fires, Specs specs, TenantDatabase database) {
        this.schedules = schedules;
        this.store = store;
        this.fires = fires;
        this.specs = specs;
        this.database = database;
    }

    Schedule replace(Caller caller, UUID id, ScheduleRequest asked) throws JsonProcessingException {
        var before = schedules.get(caller, id);
        return respecify(caller, before, specs.of(caller, asked, before.spec(), schedules.now()));
    }

    Schedule patch(Caller caller, UUID id, SchedulePatch patch) throws JsonProcessingException {
        var before = schedules.get(caller, id);
        var asked = specs.patched(before.spec(), patch);
        return respecify(caller, before, specs.of(caller, asked, before.spec(), schedules.now()));
    }

    Schedule pause(Caller caller, UUID id) {
        var now = schedules.now();
        return change(caller, id, schedule -> schedule.with(schedule.progress().paused(now), now));
    }

    /** Times that passed meanwhile are not caught up. */
    Schedule resume(Caller caller, UUID id) {
        var now = schedules.now();
        return change(
                caller,
                id,
                schedule -> schedule.progress().isPaused()
                        ? schedule.with(
                                schedule.progress()
                                        .goingOnAt(schedule.spec().when().first(now)),
                                now)
                        : schedule);
    }

    /** Two that change the same schedule at once do not mix: the later is refused, and can look again. */
    private Schedule respecify(Caller caller, Schedule before, Spec spec) {
        var now = schedules.now();
        return database.inTransaction(caller.tenant(), connection -> {
            var found = store.lock(connection, caller, before.key().id()).orElseThrow(Schedules::unknown);
            if (!found.spec().equals(before.spec())) {
                throw new ProblemException(
                        ErrorCode.CONFLICT, "Somebody else changed the schedule just now; read it again.");
            }
            return save(connection, found.with(spec, progress(connection, found, spec, now), now));
        });
    }

    private Progress progress(SqlConnection connection, Schedule found, Spec spec, Instant now) {
        var progress = found.progress();
        if (spec.overlap() != Overlap.QUEUE && progress.waiting() > 0) {
            fires.forgetWaiting(connection, found.key());
            progress = progress.withoutWaiting(now);
        }
        var goesOn = spec.when().equals(found.spec().when()) || progress.isPaused();
        return goesOn ? progress : progress.goingOnAt(spec.when().first(now));
    }

    private Schedule change(Caller caller, UUID id, UnaryOperator<Schedule> change) {
        return database.inTransaction(
                caller.tenant(),
                connection -> save(
                        connection,
                        change.apply(store.lock(connection, caller, id).orElseThrow(Schedules::unknown))));
    }

    private Schedule save(SqlConnection connection, Schedule schedule) {
        store.save(connection, schedule);
        return schedule;
    }
}
