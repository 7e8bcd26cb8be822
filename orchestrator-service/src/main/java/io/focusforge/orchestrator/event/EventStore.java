package io.focusforge.orchestrator.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.eventkey.SubjectKey;
import io.focusforge.orchestrator.eventkey.SubjectKeys;
import io.focusforge.orchestrator.upcast.Upcasters;
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
    /** The condition refuses what is sealed with a key that is there no more. */
    private static final String APPEND = """
            INSERT INTO events (tenant_id, stream_id, version, id, type, time, user_id, data, traceparent, actor_id, api_key_id,
                data_key, turn)
            SELECT $1, stream, version, id, type, $8, $9, to_jsonb(data), $10, $11::uuid, $12::uuid, $13::uuid,
                greatest(pg_current_xact_id()::text::bigint, (
                    SELECT turn FROM events AS e WHERE e.tenant_id = $1 AND e.stream_id = new.stream AND e.version = new.base))
            FROM unnest($2::uuid[], $3::integer[], $4::integer[], $5::uuid[], $6::text[], $7::text[])
                AS new (stream, base, version, id, type, data)
            WHERE EXISTS (SELECT FROM subject_keys WHERE tenant_id = $1 AND user_id = $9 AND id = $13)""";

    private static final String READ = "SELECT " + EventRows.COLUMNS + " FROM events e" + EventRows.KEYS
            + "WHERE e.tenant_id = $1 AND e.stream_id = $2 AND e.version > $3 ORDER BY e.version LIMIT $4";
    private final TenantDatabase database;
    private final EventRows rows;
    private final SubjectKeys keys;
    private final Actors actors;

    EventStore(TenantDatabase database, EventRows rows, SubjectKeys keys, Actors actors) {
        this.database = database;
        this.rows = rows;
        this.keys = keys;
        this.actors = actors;
    }

    /** Without the service around it, for measurements. */
    public static EventStore over(TenantDatabase database, ObjectMapper mapper) {
        return new EventStore(database, rows(mapper), SubjectKeys.unwrapped(), Actors.NOBODY);
    }

    /** The same for what it reads. */
    public static EventRows rows(ObjectMapper mapper) {
        return new EventRows(SubjectKeys.unwrapped(), Upcasters.none(mapper));
    }

    /** Part of the caller's transaction; {@link Pipeline#await} throws {@link VersionConflict} when the stream is not where it is expected to be. */
    public void append(Pipeline pipeline, NewEvents batch) {
        appendAll(pipeline, List.of(batch));
    }

    /** @param batches of streams of one user, at one time */
    public void appendAll(Pipeline pipeline, List<NewEvents> batches) {
        var first = batches.getFirst();
        var key = keys.remembered(first.tenant(), first.user()).orElseGet(() -> key(pipeline, first));
        var newRows = batches.stream().flatMap(EventStore::rows).toList();
        pipeline.changeRows(
                newRows.size(), APPEND, columns(first, newRows, key), () -> keys.forget(first.tenant(), first.user()));
    }

    private SubjectKey key(Pipeline pipeline, NewEvents of) {
        return pipeline.ask(connection -> keys.require(connection, of.tenant(), of.user()));
    }

    private Tuple columns(NewEvents first, List<NewRow> all, SubjectKey key) {
        var actor = actors.present();
        return Tuple.of(first.tenant())
                .addArrayOfUUID(all.stream().map(NewRow::stream).toArray(UUID[]::new))
                .addArrayOfInteger(all.stream().map(NewRow::base).toArray(Integer[]::new))
                .addArrayOfInteger(all.stream().map(NewRow::version).toArray(Integer[]::new))
                .addArrayOfUUID(all.stream().map(row -> row.event().id()).toArray(UUID[]::new))
                .addArrayOfString(all.stream().map(row -> row.event().type()).toArray(String[]::new))
                .addArrayOfString(all.stream().map(row -> row.sealed(key)).toArray(String[]::new))
                .addOffsetDateTime(first.time().atOffset(ZoneOffset.UTC))
                .addUUID(first.user())
                .addString(first.traceparent())
                .addUUID(actor.user())
                .addUUID(actor.apiKey())
                .addUUID(key.id());
    }

    private static Stream<NewRow> rows(NewEvents batch) {
        return IntStream.range(0, batch.events().size())
                .mapToObj(i -> new NewRow(
                        batch.stream(),
                        batch.expectedVersion(),
                        batch.expectedVersion() + i + 1,
                        batch.events().get(i)));
    }

    private record NewRow(UUID stream, int base, int version, NewEvent event) {
        String sealed(SubjectKey key) {
            return key.seal(stream, version, event.data());
        }
    }

    /** In order, beginning behind {@code afterVersion}; without those whose user was forgotten. */
    public List<StoredEvent> read(UUID tenant, UUID stream, int afterVersion, int limit) {
        return database.read(
                tenant, connection -> connection
                        .preparedQuery(READ)
                        .execute(Tuple.of(tenant, stream, afterVersion, limit))
                        .await()
                        .atMost(TIMEOUT)
                        .stream()
                        .map(rows::event)
                        .filter(RecordedEvent::isReadable)
                        .map(StoredEvent::of)
                        .toList());
    }

    public boolean exists(UUID tenant, UUID stream) {
        return !read(tenant, stream, 0, 1).isEmpty();
    }
}
