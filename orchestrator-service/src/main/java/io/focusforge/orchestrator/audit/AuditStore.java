package io.focusforge.orchestrator.audit;

import io.focusforge.common.event.TypePattern;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.event.FeedPosition;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The table of events, as far as it says who did what; the content is left where it is. */
@ApplicationScoped
class AuditStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final FeedPosition NEWEST = new FeedPosition(Long.MAX_VALUE, Long.MAX_VALUE);
    private static final String LIST = """
            SELECT id, type, stream_id, version, time, actor_id, api_key_id, user_id, traceparent, turn, place FROM events
            WHERE tenant_id = $1 AND (turn, place) < ($2, $3) AND ($4::text IS NULL OR type ~ $4)
              AND ($5::timestamptz IS NULL OR time >= $5) AND ($6::timestamptz IS NULL OR time < $6) %s
            ORDER BY turn DESC, place DESC LIMIT $7""";
    private static final String ALL = LIST.formatted("");
    private static final String BY_SERVICE = LIST.formatted("AND actor_id IS NULL");
    private static final String BY_ACTOR = LIST.formatted("AND actor_id = $8");
    private static final String OF_SUBJECT = LIST.formatted("AND stream_id = $8");
    private static final String BY_SERVICE_OF_SUBJECT = LIST.formatted("AND stream_id = $8 AND actor_id IS NULL");
    private static final String BY_ACTOR_OF_SUBJECT = LIST.formatted("AND actor_id = $8 AND stream_id = $9");
    private final TenantDatabase database;

    AuditStore(TenantDatabase database) {
        this.database = database;
    }

    /** One more than the limit, when there are that many. @param before null for the newest */
    List<AuditEntry> list(UUID tenant, AuditFilter filter, FeedPosition before, int limit) {
        var start = before == null ? NEWEST : before;
        var parameters = Tuple.of(tenant, start.turn(), start.place())
                .addString(TypePattern.stored(filter.types()))
                .addOffsetDateTime(utc(filter.from()))
                .addOffsetDateTime(utc(filter.to()))
                .addInteger(limit + 1);
        if (filter.actor() != null) {
            parameters.addUUID(filter.actor());
        }
        if (filter.subject() != null) {
            parameters.addUUID(filter.subject());
        }
        return database.read(
                tenant,
                connection -> connection.preparedQuery(sql(filter)).execute(parameters).await().atMost(TIMEOUT).stream()
                        .map(AuditStore::entry)
                        .toList());
    }

    private static String sql(AuditFilter filter) {
        if (filter.subject() == null) {
            return filter.byService() ? BY_SERVICE : filter.actor() == null ? ALL : BY_ACTOR;
        }
        if (filter.byService()) {
            return BY_SERVICE_OF_SUBJECT;
        }
        return filter.actor() == null ? OF_SUBJECT : BY_ACTOR_OF_SUBJECT;
    }

    private static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.getUUID(0),
                row.getString(1),
                row.getUUID(2),
                row.getInteger(3),
                row.getOffsetDateTime(4).toInstant(),
                row.getUUID(5),
                row.getUUID(6),
                row.getUUID(7),
                row.getString(8),
                new FeedPosition(row.getLong(9), row.getLong(10)));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
