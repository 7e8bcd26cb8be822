package io.focusforge.worker.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** What an owner can do with a schedule. A schedule of somebody else is not there. */
@ApplicationScoped
class Schedules {
    private final ScheduleStore store;
    private final FireStore fires;
    private final Specs specs;
    private final TenantDatabase database;
    private final SchedulesConfig config;
    private final Clock clock;

    Schedules(
            ScheduleStore store,
            FireStore fires,
            Specs specs,
            TenantDatabase database,
            SchedulesConfig config,
            Clock clock) {
        this.store = store;
        this.fires = fires;
        this.specs = specs;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** What a request would make; {@link #add} stores it. */
    Schedule draft(Caller caller, ScheduleRequest asked) throws JsonProcessingException {
        var now = now();
        var spec = specs.of(caller, asked, now);
        return new Schedule(
                new ScheduleKey(caller.tenant(), Ids.next()),
                caller.user(),
                spec,
                Progress.startingAt(spec.when().first(now)),
                now,
                now);
    }

    /** Part of the caller's transaction. */
    void add(SqlConnection connection, Schedule schedule) {
        var most = config.maxPerTenant();
        if (store.count(connection, schedule.key().tenant(), most) >= most) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "The tenant has %d schedules, and cannot have more; delete one first.".formatted(most));
        }
        store.insert(connection, schedule);
    }

    Schedule get(Caller caller, UUID id) {
        return database.read(caller.tenant(), connection -> store.find(connection, caller, id))
                .orElseThrow(Schedules::unknown);
    }

    List<Fire> fires(Schedule schedule, int limit) {
        return database.read(schedule.key().tenant(), connection -> fires.newest(connection, schedule.key(), limit));
    }

    Page<Schedule> list(Caller caller, int limit, Cursor cursor) {
        var schedules = database.read(caller.tenant(), connection -> store.list(connection, caller, limit, cursor));
        return Page.of(schedules, limit, schedule -> new Cursor(schedule.key().id()));
    }

    void delete(Caller caller, UUID id) {
        if (!database.inTransaction(caller.tenant(), connection -> store.delete(connection, caller, id))) {
            throw unknown();
        }
    }

    /** As precise as it is stored. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static ProblemException unknown() {
        return ProblemException.notFound("schedule");
    }
}
