package io.focusforge.memory.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.erasure.RowsOfUser;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.postgres.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Keeps changes in the transaction that tells of them, for as long as somebody may go on from there. */
@ApplicationScoped
public class ChangeLog {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** What is told again has the id that it had. */
    private static final String INSERT = """
            INSERT INTO changes (tenant_id, id, user_id, turn, type, subject, at, event)
            SELECT c.tenant_id, c.id, c.user_id,
                greatest(pg_current_xact_id()::text::bigint, (
                    SELECT max(b.turn) FROM changes AS b WHERE b.tenant_id = c.tenant_id AND b.subject = c.subject)),
                c.type, c.subject, $7, c.event
            FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[])
                WITH ORDINALITY AS c (tenant_id, id, user_id, type, subject, event, n)
            ORDER BY c.n
            ON CONFLICT (tenant_id, id) DO NOTHING""";

    private static final String PURGE = "DELETE FROM changes WHERE at < $1";
    private static final String OF_USER = """
            DELETE FROM changes WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM changes WHERE tenant_id = $1 AND user_id = $2 LIMIT $3::int)""";

    private final TenantDatabase database;
    private final FeedConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    ChangeLog(TenantDatabase database, FeedConfig config, ObjectMapper json, Clock clock) {
        this.database = database;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /** Part of the caller's transaction. @param events whose data names the user as {@code userId} */
    public void add(SqlConnection connection, List<CloudEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        var given = Tuple.tuple()
                .addArrayOfUUID(column(events, CloudEvent::tenantid, UUID[]::new))
                .addArrayOfUUID(column(events, CloudEvent::id, UUID[]::new))
                .addArrayOfUUID(column(
                        events,
                        event -> UUID.fromString(event.data().path("userId").asText()),
                        UUID[]::new))
                .addArrayOfString(column(events, CloudEvent::type, String[]::new))
                .addArrayOfUUID(column(events, event -> UUID.fromString(event.subject()), UUID[]::new))
                .addArrayOfString(column(events, this::write, String[]::new))
                .addOffsetDateTime(utc(clock.instant()));
        connection.preparedQuery(INSERT).execute(given).await().atMost(TIMEOUT);
    }

    @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        var oldest = clock.instant().minus(config.retention());
        database.acrossTenants(connection -> connection
                .preparedQuery(PURGE)
                .execute(Tuple.of(utc(oldest)))
                .await()
                .atMost(TIMEOUT));
    }

    @Produces
    @Singleton
    SubjectData changes(TenantDatabase postgres) {
        return new RowsOfUser(postgres, "changes", OF_USER);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static <T> T[] column(List<CloudEvent> events, Function<CloudEvent, T> value, IntFunction<T[]> array) {
        return events.stream().map(value).toArray(array);
    }

    private String write(CloudEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written", e);
        }
    }
}
