package io.focusforge.orchestrator.task;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Open tasks in the order in which they are due. */
@ApplicationScoped
public class DueStore {
    private static final String LIST = """
            SELECT t.id, t.owner_id, t.version, t.document FROM tasks t
            WHERE tenant_id = $1 AND owner_id = $2 AND status = 'open' AND due_at IS NOT NULL
              AND due_at >= $3 AND due_at < $4
              AND (due_at, id) > ($5, $6)
            ORDER BY due_at, id LIMIT $7""";
    private static final QueryCursor START = new QueryCursor(0, Instant.EPOCH.minusSeconds(1), new UUID(0, 0));

    private final TenantDatabase database;

    DueStore(TenantDatabase database) {
        this.database = database;
    }

    /** One more than the page's limit, when there are that many. @param until not included */
    public List<StoredTask> list(UUID tenant, UUID owner, Instant from, Instant until, TaskPage page) {
        var start = page.cursor() == null ? START : page.cursor();
        var parameters = Tuple.of(tenant, owner, utc(from), utc(until), utc(start.due()))
                .addUUID(start.after())
                .addInteger(page.limit() + 1);
        return database.read(tenant, connection -> TaskStore.rows(connection, LIST, parameters));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
