package io.focusforge.orchestrator.task;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads of the table of tasks. */
@ApplicationScoped
public class TaskStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Sorts behind whatever a word may go on with. */
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private static final String COLUMNS = "SELECT t.id, t.owner_id, t.version, t.document FROM ";
    private static final String FIND = COLUMNS + "tasks t WHERE tenant_id = $1 AND id = $2 AND owner_id = $3";
    private static final String FIND_ALL =
            COLUMNS + "tasks t WHERE tenant_id = $1 AND owner_id = $2 AND id = ANY ($3::uuid[]) ORDER BY id";
    private static final String FILTERS = """
            WHERE t.tenant_id = $1 AND t.owner_id = $2
              AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR priority = $4)
              AND ($5::text IS NULL OR $5 = ANY (labels))
              AND ($6::timestamptz IS NULL OR due_at >= $6) AND ($7::timestamptz IS NULL OR due_at < $7)
              AND ($8::boolean IS NULL OR blocked = $8)
              AND ($9::uuid IS NULL OR t.id %1$s $9)""";
    private static final String END = " ORDER BY t.id %2$s LIMIT $10";
    private static final String LIST = COLUMNS + "tasks t " + FILTERS + END;
    private static final String CHILDREN = COLUMNS + "tasks t " + FILTERS + " AND parent_id = $11" + END;
    private static final String FOUND =
            """
            WITH hits AS MATERIALIZED (
                SELECT w.task_id FROM unnest($11::text[], $12::text[]) WITH ORDINALITY AS wanted (low, high, n)
                JOIN task_words w ON w.tenant_id = $1 AND w.owner_id = $2 AND w.word >= wanted.low AND w.word < wanted.high
                GROUP BY w.task_id HAVING count(DISTINCT wanted.n) = cardinality($11::text[]))
            """ + COLUMNS + "hits JOIN tasks t ON t.tenant_id = $1 AND t.id = hits.task_id " + FILTERS
                    + " AND ($13::uuid IS NULL OR parent_id = $13)" + END;

    private final TenantDatabase database;

    TaskStore(TenantDatabase database) {
        this.database = database;
    }

    public Optional<StoredTask> find(TaskKey key) {
        return database.read(key.tenant(), connection -> find(connection, key));
    }

    public Optional<StoredTask> find(SqlConnection connection, TaskKey key) {
        var rows = execute(connection, FIND, Tuple.of(key.tenant(), key.id(), key.owner()));
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(stored(rows.iterator().next()));
    }

    /** Those of the owner's that there are, in the order of their ids. */
    public List<StoredTask> findAll(SqlConnection connection, UUID tenant, UUID owner, Collection<UUID> ids) {
        return rows(connection, FIND_ALL, Tuple.of(tenant, owner, ids.toArray(UUID[]::new)));
    }

    /** One more than the page's limit, when there are that many. */
    public List<StoredTask> list(UUID tenant, UUID owner, TaskFilter filter, TaskPage page) {
        return database.read(tenant, connection -> list(connection, tenant, owner, filter, page));
    }

    public List<StoredTask> list(SqlConnection connection, UUID tenant, UUID owner, TaskFilter filter, TaskPage page) {
        var parameters = parameters(tenant, owner, filter, page);
        if (!filter.words().isEmpty()) {
            return rows(connection, ordered(FOUND, page), withWords(parameters, filter));
        }
        return filter.parent() == null
                ? rows(connection, ordered(LIST, page), parameters)
                : rows(connection, ordered(CHILDREN, page), parameters.addUUID(filter.parent()));
    }

    private static String ordered(String sql, TaskPage page) {
        return page.ascending() ? sql.formatted(">", "ASC") : sql.formatted("<", "DESC");
    }

    private static Tuple parameters(UUID tenant, UUID owner, TaskFilter filter, TaskPage page) {
        return Tuple.of(tenant, owner)
                .addString(filter.status() == null ? null : filter.status().text())
                .addString(filter.priority() == null ? null : filter.priority().text())
                .addString(filter.label())
                .addOffsetDateTime(utc(filter.dueAfter()))
                .addOffsetDateTime(utc(filter.dueBefore()))
                .addBoolean(filter.blocked())
                .addUUID(page.cursor() == null ? null : page.cursor().after())
                .addInteger(page.limit() + 1);
    }

    private static Tuple withWords(Tuple parameters, TaskFilter filter) {
        return parameters
                .addArrayOfString(filter.words().toArray(String[]::new))
                .addArrayOfString(filter.words().stream()
                        .map(word -> word + LAST_CHARACTER)
                        .toArray(String[]::new))
                .addUUID(filter.parent());
    }

    static List<StoredTask> rows(SqlConnection connection, String sql, Tuple parameters) {
        return execute(connection, sql, parameters).stream()
                .map(TaskStore::stored)
                .toList();
    }

    private static StoredTask stored(Row row) {
        return new StoredTask(row.getUUID(0), row.getUUID(1), row.getInteger(2), row.getString(3));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}
