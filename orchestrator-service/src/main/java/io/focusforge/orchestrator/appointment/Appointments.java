package io.focusforge.orchestrator.appointment;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.appointment.AppointmentStore.Owner;
import io.focusforge.orchestrator.plan.PlanStore;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** What a user does with the own calendar. The plans that are on their way are looked at a moment after each change. */
@ApplicationScoped
class Appointments {
    static final int MOST = 5_000;

    private final AppointmentStore store;
    private final PlanStore plans;
    private final TenantDatabase database;
    private final Clock clock;

    Appointments(AppointmentStore store, PlanStore plans, TenantDatabase database, Clock clock) {
        this.store = store;
        this.plans = plans;
        this.database = database;
        this.clock = clock;
    }

    /** Part of the caller's transaction. */
    void add(SqlConnection connection, Caller who, StoredAppointment given) {
        if (store.count(connection, owner(who)) >= MOST) {
            throw full();
        }
        store.put(connection, owner(who), given);
        touch(connection, who);
    }

    /** Part of the caller's transaction: what a file says in place of what it has said before. @return how many it says no more */
    int replace(SqlConnection connection, Caller who, CalendarContent content, Instant now) {
        var kept = content.occurrences().stream()
                .map(one -> one.appointment().id())
                .toArray(UUID[]::new);
        var removed = store.removeOthers(connection, owner(who), content.sources(), now, kept);
        store.putAll(connection, owner(who), content.occurrences());
        if (store.count(connection, owner(who)) > MOST) {
            throw full();
        }
        touch(connection, who);
        return removed;
    }

    static ProblemException full() {
        return new ProblemException(ErrorCode.CONFLICT, "A calendar has at most %d appointments.".formatted(MOST));
    }

    StoredAppointment change(Caller who, UUID id, AppointmentDraft draft) {
        var given = draft.under(id);
        return database.inTransaction(who.tenant(), connection -> {
            if (store.find(connection, owner(who), id).isEmpty()) {
                throw unknown();
            }
            store.put(connection, owner(who), given);
            touch(connection, who);
            return given;
        });
    }

    void delete(Caller who, UUID id) {
        database.inTransaction(who.tenant(), connection -> {
            if (!store.delete(connection, owner(who), id)) {
                throw unknown();
            }
            touch(connection, who);
            return id;
        });
    }

    StoredAppointment get(Caller who, UUID id) {
        return database.read(who.tenant(), connection -> store.find(connection, owner(who), id))
                .orElseThrow(Appointments::unknown);
    }

    Page<StoredAppointment> list(Caller who, AppointmentStore.Window window, Cursor cursor, int limit) {
        var after = cursor == null ? null : cursor.after();
        var rows = database.read(who.tenant(), connection -> store.list(connection, owner(who), window, after, limit));
        return Page.of(rows, limit, last -> new Cursor(last.id()));
    }

    private void touch(SqlConnection connection, Caller who) {
        plans.replanSoon(connection, who.tenant(), who.user(), clock.instant());
    }

    private static Owner owner(Caller who) {
        return new Owner(who.tenant(), who.user());
    }

    static ProblemException unknown() {
        return ProblemException.notFound("appointment");
    }
}
