package io.focusforge.orchestrator.eventfeed;

import io.focusforge.common.event.TypePattern;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.event.EventRows;
import io.focusforge.orchestrator.event.FeedPosition;
import io.focusforge.orchestrator.event.RecordedEvent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The events behind positions. What a transaction under way may still add to is not looked at, so that nothing is missed. */
@ApplicationScoped
class FeedStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String COMPLETE = "(SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint)";
    private static final String WANTED = """
            (%1$s.types IS NULL OR e.type ~ %1$s.types)
              AND (%1$s.subjects IS NULL OR e.stream_id = ANY (string_to_array(%1$s.subjects, ',')::uuid[]))""".formatted("w");
    /** The last that was looked at is there in any case: it says how far that was. */
    private static final String NEXT = "SELECT " + EventRows.COLUMNS + """
            , w.n FROM unnest($1::integer[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::text[], $7::text[])
                AS w (n, tenant_id, user_id, turn, place, types, subjects)
            CROSS JOIN LATERAL (
                SELECT e.*, row_number() OVER () = count(*) OVER () AS last FROM (
                    SELECT * FROM events AS e WHERE e.tenant_id = w.tenant_id AND e.user_id = w.user_id
                      AND (e.turn, e.place) > (w.turn, w.place) AND e.turn < %s
                    ORDER BY e.turn, e.place LIMIT $8) AS e) AS e
            """.formatted(COMPLETE) + EventRows.KEYS
            + "WHERE e.last OR (" + WANTED + ") ORDER BY w.n, e.turn, e.place";

    private static final String MISSED = """
            SELECT e.time FROM (SELECT $5::text AS types, $6::text AS subjects) AS w, events AS e
            WHERE e.tenant_id = $1 AND e.user_id = $2 AND (e.turn, e.place) > ($3, $4) AND e.time < $7 AND %s
            ORDER BY e.turn, e.place LIMIT 1""".formatted(WANTED);
    private static final String SINCE = """
            SELECT turn, place FROM events WHERE tenant_id = $1 AND user_id = $2 AND time >= $3 ORDER BY turn, place LIMIT 1""";
    private static final String END = "SELECT " + COMPLETE;
    private final TenantDatabase database;
    private final EventRows rows;

    FeedStore(TenantDatabase database, EventRows rows) {
        this.database = database;
        this.rows = rows;
    }

    record Ask(FeedFilter filter, FeedPosition after) {}

    /** @param until how far it was looked */
    record Slice(List<RecordedEvent> events, FeedPosition until) {}

    /** By the places of those who ask; who is left out has nothing new. */
    Map<Integer, Slice> next(SqlConnection connection, List<Ask> asks, int scanned) {
        var found = new HashMap<Integer, List<RecordedEvent>>();
        for (var row : execute(connection, NEXT, columns(asks).addInteger(scanned))) {
            found.computeIfAbsent(row.getInteger(EventRows.COUNT), n -> new ArrayList<>())
                    .add(rows.event(row));
        }
        var slices = new HashMap<Integer, Slice>();
        found.forEach((n, events) -> slices.put(n, slice(asks.get(n), events)));
        return slices;
    }

    /** Whether something that the filter wants stands behind the position, and is too old to be told. */
    boolean hasMissed(Ask ask, Instant oldest) {
        var filter = ask.filter();
        var parameters = Tuple.of(
                        filter.tenant(),
                        filter.user(),
                        ask.after().turn(),
                        ask.after().place())
                .addString(types(filter))
                .addString(subjects(filter))
                .addOffsetDateTime(oldest.atOffset(ZoneOffset.UTC));
        return database.read(
                filter.tenant(),
                connection -> execute(connection, MISSED, parameters).size() > 0);
    }

    /** Just before the first event at this time or later; empty when there is none. */
    Optional<FeedPosition> since(UUID tenant, UUID user, Instant time) {
        var parameters = Tuple.of(tenant, user, time.atOffset(ZoneOffset.UTC));
        return database.read(tenant, connection -> execute(connection, SINCE, parameters).stream()
                .map(row -> new FeedPosition(row.getLong(0), row.getLong(1) - 1))
                .findFirst());
    }

    /** Behind all that is complete now. */
    FeedPosition end(UUID tenant) {
        return database.read(
                tenant,
                connection -> new FeedPosition(
                        execute(connection, END, Tuple.tuple())
                                        .iterator()
                                        .next()
                                        .getLong(0)
                                - 1,
                        Long.MAX_VALUE));
    }

    private static Slice slice(Ask ask, List<RecordedEvent> events) {
        var wanted = events.stream()
                .filter(RecordedEvent::isReadable)
                .filter(ask.filter()::wants)
                .toList();
        return new Slice(wanted, events.getLast().position());
    }

    private static Tuple columns(List<Ask> asks) {
        var numbers = new Integer[asks.size()];
        Arrays.setAll(numbers, i -> i);
        return Tuple.tuple()
                .addArrayOfInteger(numbers)
                .addArrayOfUUID(column(asks, ask -> ask.filter().tenant(), UUID[]::new))
                .addArrayOfUUID(column(asks, ask -> ask.filter().user(), UUID[]::new))
                .addArrayOfLong(column(asks, ask -> ask.after().turn(), Long[]::new))
                .addArrayOfLong(column(asks, ask -> ask.after().place(), Long[]::new))
                .addArrayOfString(column(asks, ask -> types(ask.filter()), String[]::new))
                .addArrayOfString(column(asks, ask -> subjects(ask.filter()), String[]::new));
    }

    private static <T> T[] column(List<Ask> asks, Function<Ask, T> value, IntFunction<T[]> array) {
        return asks.stream().map(value).toArray(array);
    }

    private static String types(FeedFilter filter) {
        return TypePattern.stored(filter.types());
    }

    private static String subjects(FeedFilter filter) {
        return filter.subjects().isEmpty()
                ? null
                : filter.subjects().stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}
