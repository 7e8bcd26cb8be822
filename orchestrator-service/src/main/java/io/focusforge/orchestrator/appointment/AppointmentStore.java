package io.focusforge.orchestrator.appointment;

import io.focusforge.orchestrator.plan.TimeSpan;
import io.focusforge.orchestrator.runstore.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of appointments. */
@ApplicationScoped
public class AppointmentStore {
    /** As far as plans are made. */
    static final Duration AHEAD = Duration.ofDays(367);

    private static final int MOST_BUSY = 5_000;
    private static final Statement COUNT =
            new Statement("SELECT count(*)::int FROM appointments WHERE tenant_id = $1 AND owner_id = $2");
    private static final Statement PUT = new Statement("""
            INSERT INTO appointments (tenant_id, owner_id, id, title, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (tenant_id, owner_id, id) DO UPDATE
            SET title = excluded.title, starts_at = excluded.starts_at, ends_at = excluded.ends_at""");
    private static final Statement PUT_ALL = new Statement("""
            INSERT INTO appointments AS a (tenant_id, owner_id, id, title, starts_at, ends_at, source)
            SELECT $1, $2, id, title, starts_at, ends_at, source
            FROM unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::uuid[]) AS new (id, title, starts_at, ends_at, source)
            ON CONFLICT (tenant_id, owner_id, id) DO UPDATE
            SET title = excluded.title, starts_at = excluded.starts_at, ends_at = excluded.ends_at, source = excluded.source
            WHERE (a.title, a.starts_at, a.ends_at) IS DISTINCT FROM (excluded.title, excluded.starts_at, excluded.ends_at)""");
    private static final Statement REMOVE_OTHERS = new Statement("""
            DELETE FROM appointments
            WHERE tenant_id = $1 AND owner_id = $2 AND source = ANY ($3::uuid[]) AND ends_at > $4 AND NOT id = ANY ($5::uuid[])""");
    private static final Statement DELETE =
            new Statement("DELETE FROM appointments WHERE tenant_id = $1 AND owner_id = $2 AND id = $3");
    private static final Statement FIND = new Statement("""
            SELECT id, title, starts_at, ends_at FROM appointments WHERE tenant_id = $1 AND owner_id = $2 AND id = $3""");
    private static final Statement LIST = new Statement("""
            SELECT id, title, starts_at, ends_at FROM appointments
            WHERE tenant_id = $1 AND owner_id = $2 AND ($3::uuid IS NULL OR id > $3)
              AND ($4::timestamptz IS NULL OR ends_at > $4) AND ($5::timestamptz IS NULL OR starts_at < $5)
            ORDER BY id LIMIT $6::int""");
    private static final Statement BUSY = new Statement("""
            SELECT starts_at, ends_at FROM appointments
            WHERE tenant_id = $1 AND owner_id = $2 AND ends_at > $3 AND starts_at < $4 ORDER BY ends_at LIMIT $5::int""");

    /** Whose they are. */
    record Owner(UUID tenant, UUID user) {}

    /** Which are listed: those that touch the time between. @param from null for the beginning @param to null for the end */
    record Window(Instant from, Instant to) {}

    int count(SqlConnection connection, Owner owner) {
        return COUNT.run(connection, owner.tenant(), owner.user())
                .iterator()
                .next()
                .getInteger(0);
    }

    void put(SqlConnection connection, Owner owner, StoredAppointment given) {
        PUT.run(connection, owner.tenant(), owner.user(), given.id(), given.title(), given.start(), given.end());
    }

    void putAll(SqlConnection connection, Owner owner, List<Occurrence> all) {
        var appointments = all.stream().map(Occurrence::appointment).toList();
        PUT_ALL.run(
                connection,
                owner.tenant(),
                owner.user(),
                Statement.column(appointments, StoredAppointment::id, UUID[]::new),
                Statement.column(appointments, StoredAppointment::title, String[]::new),
                Statement.column(appointments, one -> Statement.time(one.start()), OffsetDateTime[]::new),
                Statement.column(appointments, one -> Statement.time(one.end()), OffsetDateTime[]::new),
                Statement.column(all, Occurrence::source, UUID[]::new));
    }

    /** Those of the sources that are not over, but for the ones that are kept. @return how many */
    int removeOthers(SqlConnection connection, Owner owner, Collection<UUID> sources, Instant now, UUID[] kept) {
        return REMOVE_OTHERS
                .run(connection, owner.tenant(), owner.user(), sources.toArray(UUID[]::new), now, kept)
                .rowCount();
    }

    boolean delete(SqlConnection connection, Owner owner, UUID id) {
        return DELETE.run(connection, owner.tenant(), owner.user(), id).rowCount() == 1;
    }

    Optional<StoredAppointment> find(SqlConnection connection, Owner owner, UUID id) {
        return FIND.run(connection, owner.tenant(), owner.user(), id).stream()
                .findFirst()
                .map(AppointmentStore::stored);
    }

    /** In the order in which they were made; one more than the limit, when there are that many. */
    List<StoredAppointment> list(SqlConnection connection, Owner owner, Window window, UUID after, int limit) {
        return LIST.run(connection, owner.tenant(), owner.user(), after, window.from(), window.to(), limit + 1).stream()
                .map(AppointmentStore::stored)
                .toList();
    }

    /** When somebody is somewhere else, from now on and as far as plans are made. */
    public List<TimeSpan> busy(SqlConnection connection, UUID tenant, UUID owner, Instant now) {
        return BUSY.run(connection, tenant, owner, now, now.plus(AHEAD), MOST_BUSY).stream()
                .map(row -> new TimeSpan(Statement.instant(row, "starts_at"), Statement.instant(row, "ends_at")))
                .toList();
    }

    private static StoredAppointment stored(Row row) {
        return new StoredAppointment(
                row.getUUID("id"),
                row.getString("title"),
                Statement.instant(row, "starts_at"),
                Statement.instant(row, "ends_at"));
    }
}
