package io.focusforge.memory.feed;

import io.focusforge.common.event.TypePattern;
import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The changes behind positions. What a transaction under way may still add to is not looked at, so that nothing is missed. */
@ApplicationScoped
class FeedStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String COMPLETE = "(SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint)";
    /** The last that was looked at is there in any case: it says how far that was. */
    private static final String NEXT = """
            SELECT w.n, e.turn, e.place, e.at, e.type, e.event,
                e.type ~ w.types AND (w.subjects IS NULL OR e.subject = ANY (string_to_array(w.subjects, ',')::uuid[])) AS wanted
            FROM unnest($1::integer[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::text[], $7::text[])
                AS w (n, tenant_id, user_id, turn, place, types, subjects)
            CROSS JOIN LATERAL (
                SELECT * FROM changes AS c WHERE c.tenant_id = w.tenant_id AND c.user_id = w.user_id
                  AND (c.turn, c.place) > (w.turn, w.place) AND c.turn < %s
                ORDER BY c.turn, c.place LIMIT $8) AS e
            ORDER BY w.n, e.turn, e.place""".formatted(COMPLETE);

    private final TenantDatabase database;
    private final Clock clock;

    FeedStore(TenantDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Ask(FeedFilter filter, FeedPosition after) {}

    record Change(FeedPosition position, String type, String event) {}

    /** @param until how far it was looked */
    record Slice(List<Change> changes, FeedPosition until) {}

    /** By the places of those who ask; who is left out has nothing new. */
    Map<Integer, Slice> next(List<Ask> asks, int scanned) {
        var slices = new HashMap<Integer, Slice>();
        database.acrossTenants(connection -> {
            connection
                    .preparedQuery(NEXT)
                    .execute(columns(asks).addInteger(scanned))
                    .await()
                    .atMost(TIMEOUT)
                    .forEach(row -> slices.merge(row.getInteger("n"), slice(row), FeedStore::join));
            return slices;
        });
        return slices;
    }

    /** Behind all that is complete now. */
    FeedPosition end(UUID tenant) {
        return database.inTransaction(
                tenant, connection -> new FeedPosition(complete(connection) - 1, Long.MAX_VALUE, clock.instant()));
    }

    private static long complete(SqlConnection connection) {
        return connection
                .query("SELECT " + COMPLETE)
                .execute()
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getLong(0);
    }

    private static Slice slice(Row row) {
        var position = new FeedPosition(
                row.getLong("turn"),
                row.getLong("place"),
                row.getOffsetDateTime("at").toInstant());
        var changes = new ArrayList<Change>();
        if (row.getBoolean("wanted")) {
            changes.add(new Change(position, row.getString("type"), row.getString("event")));
        }
        return new Slice(changes, position);
    }

    private static Slice join(Slice before, Slice after) {
        before.changes().addAll(after.changes());
        return new Slice(before.changes(), after.until());
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
                .addArrayOfString(
                        column(asks, ask -> TypePattern.stored(ask.filter().types()), String[]::new))
                .addArrayOfString(column(asks, ask -> subjects(ask.filter()), String[]::new));
    }

    private static String subjects(FeedFilter filter) {
        return filter.subjects().isEmpty()
                ? null
                : filter.subjects().stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static <T> T[] column(List<Ask> asks, Function<Ask, T> value, IntFunction<T[]> array) {
        return asks.stream().map(value).toArray(array);
    }
}
