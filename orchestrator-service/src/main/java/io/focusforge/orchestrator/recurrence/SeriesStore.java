package io.focusforge.orchestrator.recurrence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.focusforge.common.id.Ids;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.event.NewEvent;
import io.focusforge.orchestrator.event.NewEvents;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.task.TaskKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of series, written with their events. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            Series.class,
            Series.Template.class,
            SeriesEvent.Begun.class,
            SeriesEvent.Changed.class,
            SeriesEvent.Skipped.class,
            SeriesEvent.Occurred.class,
            SeriesEvent.Ended.class
        })
class SeriesStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String INSERT = """
            INSERT INTO task_series (tenant_id, owner_id, id, version, make_at, document) VALUES ($1, $2, $3, $4, $5, $6)""";
    private static final String UPDATE = """
            UPDATE task_series SET version = $4, make_at = $5, document = $6
            WHERE tenant_id = $1 AND owner_id = $2 AND id = $3 AND version = $7""";
    private static final String FIND =
            "SELECT document FROM task_series WHERE tenant_id = $1 AND owner_id = $2 AND id = $3";
    private static final String LIST = """
            SELECT document FROM task_series WHERE tenant_id = $1 AND owner_id = $2 AND ($3::uuid IS NULL OR id < $3)
            ORDER BY id DESC LIMIT $4""";
    private static final String DUE = """
            SELECT tenant_id, owner_id, id FROM task_series WHERE make_at <= $1 ORDER BY make_at LIMIT $2""";

    private final EventStore events;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    SeriesStore(EventStore events, ObjectMapper mapper) {
        this.events = events;
        this.reader = mapper.readerFor(Series.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.writer = mapper.writer().without(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    }

    /** What happened to a series, and when. */
    record Change(TaskKey key, SeriesEvent event, Instant time, String traceparent) {}

    Series begin(Pipeline pipeline, Change change) {
        var series = Series.begun(change.key().id(), (SeriesEvent.Begun) change.event(), change.time());
        append(pipeline, change, 0);
        pipeline.changeOne(INSERT, columns(change.key(), series));
        return series;
    }

    Series change(Pipeline pipeline, Series before, Change change) {
        var after = before.apply(change.event(), change.time());
        append(pipeline, change, before.version());
        pipeline.changeOne(UPDATE, columns(change.key(), after).addInteger(before.version()));
        return after;
    }

    Optional<Series> find(SqlConnection connection, TaskKey key) {
        return rows(connection, FIND, Tuple.of(key.tenant(), key.owner(), key.id())).stream()
                .map(row -> series(row.getString(0)))
                .findFirst();
    }

    /** One more than the limit, when there are that many. @param after null for the beginning */
    List<Series> list(SqlConnection connection, TaskKey owner, UUID after, int limit) {
        return rows(
                        connection,
                        LIST,
                        Tuple.of(owner.tenant(), owner.owner()).addUUID(after).addInteger(limit + 1))
                .stream()
                .map(row -> series(row.getString(0)))
                .toList();
    }

    /** Of all tenants, those whose next task is to be made by now. */
    List<TaskKey> due(SqlConnection connection, Instant now, int atMost) {
        return rows(connection, DUE, Tuple.of(now.atOffset(ZoneOffset.UTC), atMost)).stream()
                .map(row -> new TaskKey(row.getUUID(0), row.getUUID(1), row.getUUID(2)))
                .toList();
    }

    String write(Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not representable as JSON", e);
        }
    }

    private void append(Pipeline pipeline, Change change, int version) {
        var key = change.key();
        var event = new NewEvent(Ids.next(), SeriesEventType.nameOf(change.event()), write(change.event()));
        events.append(
                pipeline,
                new NewEvents(
                        key.tenant(),
                        key.id(),
                        version,
                        List.of(event),
                        change.time(),
                        key.owner(),
                        change.traceparent()));
    }

    private Tuple columns(TaskKey key, Series series) {
        return Tuple.of(key.tenant(), key.owner(), key.id(), series.version())
                .addOffsetDateTime(makeAt(series))
                .addString(write(series));
    }

    /** The next one is made when the present one is due, so that there is always one to look forward to. */
    static OffsetDateTime makeAt(Series series) {
        return series.next() == Next.COMPLETION || series.following().isEmpty()
                ? null
                : series.last().atOffset(ZoneOffset.UTC);
    }

    private Series series(String document) {
        try {
            return reader.readValue(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored series is not readable", e);
        }
    }

    private static RowSet<Row> rows(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}
