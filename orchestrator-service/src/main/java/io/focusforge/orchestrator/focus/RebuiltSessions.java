package io.focusforge.orchestrator.focus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.focusforge.orchestrator.event.StoredEvent;
import io.focusforge.orchestrator.readmodel.Owned;
import io.focusforge.orchestrator.readmodel.ReadModel;
import io.focusforge.orchestrator.readmodel.ReadTable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Focus sessions, made anew beside those that are read. */
@ApplicationScoped
class RebuiltSessions implements ReadModel<FocusSession> {
    private static final List<ReadTable> TABLES = List.of(ReadTable.ofThings("focus_sessions"));
    private static final String INSERT = """
            INSERT INTO focus_sessions_rebuilt (tenant_id, owner_id, id, task_id, state, started_at, since, focus_seconds,
                interruptions, version)
            SELECT $1, owner_id, id, task_id, state, started_at, since, focus_seconds, interruptions, version
            FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::bigint[],
                $9::integer[], $10::integer[])
                AS new (owner_id, id, task_id, state, started_at, since, focus_seconds, interruptions, version)""";
    private final ObjectReader json;

    RebuiltSessions(ObjectMapper json) {
        this.json = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Override
    public String types() {
        return FocusEvent.PREFIX;
    }

    @Override
    public FocusSession apply(UUID stream, FocusSession before, StoredEvent stored) {
        return event(stored) instanceof FocusEvent.Started started
                ? FocusSession.started(stream, started, stored.time())
                : before.apply(event(stored), stored.time());
    }

    @Override
    public List<ReadTable> tables() {
        return TABLES;
    }

    @Override
    public CompletableFuture<?> send(SqlConnection connection, UUID tenant, List<Owned<FocusSession>> all) {
        var row = Tuple.of(tenant)
                .addArrayOfUUID(all.stream().map(Owned::owner).toArray(UUID[]::new))
                .addArrayOfUUID(column(all, FocusSession::id, UUID[]::new))
                .addArrayOfUUID(column(all, FocusSession::taskId, UUID[]::new))
                .addArrayOfString(column(all, session -> session.state().text(), String[]::new))
                .addArrayOfOffsetDateTime(
                        column(all, session -> FocusStore.utc(session.startedAt()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(
                        column(all, session -> FocusStore.utc(session.since()), OffsetDateTime[]::new))
                .addArrayOfLong(column(all, FocusSession::focusSeconds, Long[]::new))
                .addArrayOfInteger(column(all, FocusSession::interruptions, Integer[]::new))
                .addArrayOfInteger(column(all, FocusSession::version, Integer[]::new));
        return connection.preparedQuery(INSERT).execute(row).subscribeAsCompletionStage();
    }

    private FocusEvent event(StoredEvent stored) {
        try {
            return json.forType(FocusEvent.recordOf(stored.type())).readValue(stored.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored event of a focus session is not readable", e);
        }
    }

    private static <T> T[] column(
            List<Owned<FocusSession>> all, Function<FocusSession, T> value, IntFunction<T[]> array) {
        return all.stream().map(Owned::thing).map(value).toArray(array);
    }
}
