package io.focusforge.memory.erase;

import io.focusforge.common.erasure.DataSubject;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The erasures of a tenant, and what they have come to. */
@ApplicationScoped
class ErasureStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String COLUMNS = "SELECT id, user_id, subject, step, requested_at, finished_at FROM erasures ";
    private static final String INSERT = """
            INSERT INTO erasures (tenant_id, id, user_id, subject, step, requested_at) VALUES ($1, $2, $3, $4, 0, $5)
            ON CONFLICT (tenant_id, subject) WHERE finished_at IS NULL DO NOTHING""";
    private static final String UNDER_WAY = COLUMNS + "WHERE tenant_id = $1 AND subject = $2 AND finished_at IS NULL";
    private static final String FIND = COLUMNS + "WHERE tenant_id = $1 AND id = $2";
    private static final String COUNT = """
            INSERT INTO erasure_places (tenant_id, erasure_id, service, place, erased, at)
            SELECT $1, $2, $3, place, erased, $6 FROM unnest($4::text[], $5::bigint[]) AS given (place, erased)
            ON CONFLICT (tenant_id, erasure_id, service, place)
            DO UPDATE SET erased = erasure_places.erased + excluded.erased, at = excluded.at""";
    private static final String ADVANCE =
            "UPDATE erasures SET step = $3 + 1 WHERE tenant_id = $1 AND id = $2 AND step = $3";
    private static final String FINISH = """
            UPDATE erasures SET finished_at = $3, user_id = NULL WHERE tenant_id = $1 AND id = $2 AND finished_at IS NULL""";
    private static final String PLACES = """
            SELECT service, place, erased, at FROM erasure_places WHERE tenant_id = $1 AND erasure_id = $2
            ORDER BY service, place""";

    /** @return false when one of this person is under way */
    boolean insert(SqlConnection connection, DataSubject who, UUID id, Instant now) {
        var given = Tuple.of(who.tenant(), id, who.user(), Buffer.buffer(Erasure.digest(who)))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return run(connection, INSERT, given).rowCount() == 1;
    }

    Optional<Erasure> underWay(SqlConnection connection, DataSubject who) {
        var given = Tuple.of(who.tenant(), Buffer.buffer(Erasure.digest(who)));
        return one(run(connection, UNDER_WAY, given), who.tenant());
    }

    Optional<Erasure> find(SqlConnection connection, UUID tenant, UUID id) {
        return one(run(connection, FIND, Tuple.of(tenant, id)), tenant);
    }

    List<Receipt.Place> places(SqlConnection connection, Erasure erasure) {
        var places = new ArrayList<Receipt.Place>();
        for (var row : run(connection, PLACES, Tuple.of(erasure.tenant(), erasure.id()))) {
            places.add(new Receipt.Place(
                    row.getString("service"), row.getString("place"), row.getLong("erased"), instant(row, "at")));
        }
        return places;
    }

    void count(SqlConnection connection, Erasure erasure, String service, Map<String, Long> erased, Instant now) {
        var places = List.copyOf(erased.entrySet());
        var given = Tuple.of(erasure.tenant(), erasure.id(), service)
                .addArrayOfString(places.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .addArrayOfLong(places.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        run(connection, COUNT, given);
    }

    /** Does nothing when another process was faster. */
    void advance(SqlConnection connection, Erasure erasure) {
        run(connection, ADVANCE, Tuple.of(erasure.tenant(), erasure.id(), erasure.step()));
    }

    /** @return whether it was not finished before */
    boolean finish(SqlConnection connection, Erasure erasure, Instant now) {
        var given = Tuple.of(erasure.tenant(), erasure.id(), now.atOffset(ZoneOffset.UTC));
        return run(connection, FINISH, given).rowCount() == 1;
    }

    private static Optional<Erasure> one(RowSet<Row> rows, UUID tenant) {
        var found = rows.iterator();
        return found.hasNext() ? Optional.of(erasure(found.next(), tenant)) : Optional.empty();
    }

    private static Erasure erasure(Row row, UUID tenant) {
        return new Erasure(
                tenant,
                row.getUUID("id"),
                row.getUUID("user_id"),
                row.getBuffer("subject").getBytes(),
                row.getInteger("step"),
                instant(row, "requested_at"),
                instant(row, "finished_at"));
    }

    private static Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static RowSet<Row> run(SqlConnection connection, String sql, Tuple given) {
        return connection.preparedQuery(sql).execute(given).await().atMost(TIMEOUT);
    }
}
