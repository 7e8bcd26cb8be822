package io.focusforge.orchestrator.focus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.focusforge.common.id.Ids;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.event.NewEvent;
import io.focusforge.orchestrator.event.NewEvents;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.focus.FocusSession.State;
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
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The table of focus sessions, written with their events. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            FocusSession.class,
            FocusEvent.Started.class,
            FocusEvent.Interrupted.class,
            FocusEvent.Resumed.class,
            FocusEvent.Stopped.class
        })
class FocusStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String COLUMNS = """
            SELECT id, task_id, state, started_at, since, focus_seconds, interruptions, version FROM focus_sessions
            WHERE tenant_id = $1 AND owner_id = $2""";
    private static final String FIND = COLUMNS + " AND id = $3";
    private static final String RUNNING = COLUMNS + " AND state <> 'stopped'";
    private static final String LIST = COLUMNS
            + " AND ($3::uuid IS NULL OR id < $3) AND ($4::uuid IS NULL OR task_id = $4) ORDER BY id DESC LIMIT $5";
    private static final String INSERT = """
            INSERT INTO focus_sessions (tenant_id, owner_id, id, task_id, state, started_at, since, focus_seconds,
                interruptions, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";
    private static final String UPDATE = """
            UPDATE focus_sessions SET state = $5, since = $7, focus_seconds = $8, interruptions = $9, version = $10
            WHERE tenant_id = $1 AND owner_id = $2 AND id = $3 AND task_id = $4 AND started_at = $6 AND version = $10 - 1""";

    private final EventStore events;
    private final ObjectMapper json;

    FocusStore(EventStore events, ObjectMapper json) {
        this.events = events;
        this.json = json;
    }

    /** What happened to a session, and when. */
    record Change(TaskKey key, FocusEvent event, Instant time, String traceparent) {}

    /** Of two that begin at once one is a {@link io.focusforge.orchestrator.event.VersionConflict}. */
    FocusSession start(Pipeline pipeline, Change change) {
        var session = FocusSession.started(change.key().id(), (FocusEvent.Started) change.event(), change.time());
        append(pipeline, change, 0);
        pipeline.changeOne(INSERT, columns(change.key(), session));
        return session;
    }

    FocusSession change(Pipeline pipeline, FocusSession before, Change change) {
        var after = before.apply(change.event(), change.time());
        append(pipeline, change, before.version());
        pipeline.changeOne(UPDATE, columns(change.key(), after));
        return after;
    }

    Optional<FocusSession> find(SqlConnection connection, TaskKey key) {
        return sessions(connection, FIND, owner(key).addUUID(key.id())).stream().findFirst();
    }

    /** The one that is not stopped. */
    Optional<FocusSession> running(SqlConnection connection, TaskKey owner) {
        return sessions(connection, RUNNING, owner(owner)).stream().findFirst();
    }

    /** One more than the limit, when there are that many. @param task null for sessions of all tasks */
    List<FocusSession> list(SqlConnection connection, TaskKey owner, UUID after, UUID task, int limit) {
        return sessions(
                connection, LIST, owner(owner).addUUID(after).addUUID(task).addInteger(limit + 1));
    }

    private void append(Pipeline pipeline, Change change, int version) {
        var key = change.key();
        var event = new NewEvent(Ids.next(), change.event().type(), write(change.event()));
        var batch = new NewEvents(
                key.tenant(), key.id(), version, List.of(event), change.time(), key.owner(), change.traceparent());
        events.append(pipeline, batch);
    }

    private String write(FocusEvent event) {
        try {
            return json.writer()
                    .without(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not representable as JSON", e);
        }
    }

    private static Tuple owner(TaskKey key) {
        return Tuple.of(key.tenant(), key.owner());
    }

    private static Tuple columns(TaskKey key, FocusSession session) {
        return owner(key)
                .addUUID(session.id())
                .addUUID(session.taskId())
                .addString(session.state().text())
                .addOffsetDateTime(utc(session.startedAt()))
                .addOffsetDateTime(utc(session.since()))
                .addLong(session.focusSeconds())
                .addInteger(session.interruptions())
                .addInteger(session.version());
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static FocusSession session(Row row) {
        return new FocusSession(
                row.getUUID(0),
                row.getUUID(1),
                State.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime(3).toInstant(),
                row.getOffsetDateTime(4).toInstant(),
                row.getLong(5),
                row.getInteger(6),
                row.getInteger(7));
    }

    private static List<FocusSession> sessions(SqlConnection connection, String sql, Tuple parameters) {
        RowSet<Row> rows =
                connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
        return rows.stream().map(FocusStore::session).toList();
    }
}
