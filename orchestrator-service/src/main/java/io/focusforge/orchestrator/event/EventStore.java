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

/** The table of events. Nothing in it is ever changed. */
@ApplicationScoped
public class EventStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String APPEND = """
            INSERT INTO events (tenant_id, stream_id, version, id, type, time, user_id, data, traceparent)
            SELECT $1, $2, version, id, type, $7, $8, data::jsonb, $9
            FROM unnest($3::integer[], $4::uuid[], $5::text[], $6::text[]) AS new (version, id, type, data)""";
    private static final String READ = """
            SELECT version, type, time, data::text FROM events
            WHERE tenant_id = $1 AND stream_id = $2 AND version > $3 ORDER BY version LIMIT $4""";
    private final TenantDatabase database;

    EventStore(TenantDatabase database) {
        this.database = database;
    }

    /** Part of the caller's transaction; {@link Pipeline#await} throws {@link VersionConflict} when the stream is not where it is expected to be. */
    public void append(Pipeline pipeline, NewEvents batch) {
        var events = batch.events();
        var versions = IntStream.rangeClosed(1, events.size())
                .mapToObj(step -> batch.expectedVersion() + step)
                .toArray(Integer[]::new);
        pipeline.changeAll(
                events.size(),
                APPEND,
                Tuple.of(batch.tenant(), batch.stream())
                        .addArrayOfInteger(versions)
                        .addArrayOfUUID(events.stream().map(NewEvent::id).toArray(UUID[]::new))
                        .addArrayOfString(events.stream().map(NewEvent::type).toArray(String[]::new))
                        .addArrayOfString(events.stream().map(NewEvent::data).toArray(String[]::new))
                        .addOffsetDateTime(batch.time().atOffset(ZoneOffset.UTC))
                        .addUUID(batch.user())
                        .addString(batch.traceparent()));
    }

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
