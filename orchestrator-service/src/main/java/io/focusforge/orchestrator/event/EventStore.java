package io.focusforge.orchestrator.event;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The table of events. Nothing in it is ever changed. */
@ApplicationScoped
public class EventStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String APPEND = """
            INSERT INTO events (tenant_id, stream_id, version, id, type, time, user_id, data, traceparent)
            SELECT $1, stream, version, id, type, $7, $8, data::jsonb, $9
            FROM unnest($2::uuid[], $3::integer[], $4::uuid[], $5::text[], $6::text[]) AS new (stream, version, id, type, data)""";
    private static final String READ = """
            SELECT version, type, time, data::text FROM events
            WHERE tenant_id = $1 AND stream_id = $2 AND version > $3 ORDER BY version LIMIT $4""";
    private final TenantDatabase database;

    EventStore(TenantDatabase database) {
        this.database = database;
    }

    /** Part of the caller's transaction; {@link Pipeline#await} throws {@link VersionConflict} when the stream is not where it is expected to be. */
    public void append(Pipeline pipeline, NewEvents batch) {
        appendAll(pipeline, List.of(batch));
    }

    /** @param batches of streams of one user, at one time */
    public void appendAll(Pipeline pipeline, List<NewEvents> batches) {
        var rows = batches.stream().flatMap(EventStore::rows).toList();
        var first = batches.getFirst();
        pipeline.changeRows(
                rows.size(),
                APPEND,
                Tuple.of(first.tenant())
                        .addArrayOfUUID(rows.stream().map(NewRow::stream).toArray(UUID[]::new))
                        .addArrayOfInteger(rows.stream().map(NewRow::version).toArray(Integer[]::new))
                        .addArrayOfUUID(
                                rows.stream().map(row -> row.event().id()).toArray(UUID[]::new))
                        .addArrayOfString(
                                rows.stream().map(row -> row.event().type()).toArray(String[]::new))
                        .addArrayOfString(
                                rows.stream().map(row -> row.event().data()).toArray(String[]::new))
                        .addOffsetDateTime(first.time().atOffset(ZoneOffset.UTC))
                        .addUUID(first.user())
                        .addString(first.traceparent()));
    }

    private static Stream<NewRow> rows(NewEvents batch) {
        return IntStream.range(0, batch.events().size())
                .mapToObj(i -> new NewRow(
                        batch.stream(),
                        batch.expectedVersion() + i + 1,
                        batch.events().get(i)));
    }

    private record NewRow(UUID stream, int version, NewEvent event) {}

    /** In order, beginning behind {@code afterVersion}. */
    public List<StoredEvent> read(UUID tenant, UUID stream, int afterVersion, int limit) {
        return database.read(
                tenant, connection -> connection
                        .preparedQuery(READ)
                        .execute(Tuple.of(tenant, stream, afterVersion, limit))
                        .await()
                        .atMost(TIMEOUT)
                        .stream()
                        .map(EventStore::stored)
                        .toList());
    }

    public boolean exists(UUID tenant, UUID stream) {
        return !read(tenant, stream, 0, 1).isEmpty();
    }

    private static StoredEvent stored(Row row) {
        return new StoredEvent(
                row.getInteger(0), row.getString(1), row.getOffsetDateTime(2).toInstant(), row.getString(3));
    }
}
