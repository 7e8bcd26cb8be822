package io.focusforge.orchestrator.task;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.event.Pipeline;
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

/** The table of tasks. */
@ApplicationScoped
public class TaskStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String INSERT = """
            INSERT INTO tasks (tenant_id, id, owner_id, version, status, priority, due_at, labels, title, document)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";
    private static final String UPDATE = """
            UPDATE tasks SET version = $4, status = $5, priority = $6, due_at = $7, labels = $8, title = $9, document = $10
            WHERE tenant_id = $1 AND id = $2 AND owner_id = $3 AND version = $11""";
    private static final String DELETE =
            "DELETE FROM tasks WHERE tenant_id = $1 AND id = $2 AND owner_id = $3 AND version = $4";
    private static final String FIND =
            "SELECT id, owner_id, version, document FROM tasks WHERE tenant_id = $1 AND id = $2 AND owner_id = $3";
    private static final String LIST = """
            SELECT id, owner_id, version, document FROM tasks
            WHERE tenant_id = $1 AND owner_id = $2
              AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR priority = $4)
              AND ($5::text IS NULL OR $5 = ANY (labels))
              AND ($6::timestamptz IS NULL OR due_at >= $6) AND ($7::timestamptz IS NULL OR due_at < $7)
              AND ($8::text IS NULL OR position(lower($8) IN lower(title)) > 0)
              AND ($9::uuid IS NULL OR id %s $9)
            ORDER BY id %s LIMIT $10""";
    private static final String LIST_ASCENDING = LIST.formatted(">", "ASC");
    private static final String LIST_DESCENDING = LIST.formatted("<", "DESC");

    private final TenantDatabase database;
    private final TaskJson json;

    TaskStore(TenantDatabase database, TaskJson json) {
        this.database = database;
        this.json = json;
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

    /** One more than the filter's limit, when there are that many. */
    public List<StoredTask> list(UUID tenant, UUID owner, TaskFilter filter) {
        var parameters = Tuple.of(tenant, owner)
                .addString(filter.status() == null ? null : filter.status().text())
                .addString(filter.priority() == null ? null : filter.priority().text())
                .addString(filter.label())
                .addOffsetDateTime(utc(filter.dueAfter()))
                .addOffsetDateTime(utc(filter.dueBefore()))
                .addString(filter.words())
                .addUUID(filter.cursor() == null ? null : filter.cursor().after())
                .addInteger(filter.limit() + 1);
        var sql = filter.ascending() ? LIST_ASCENDING : LIST_DESCENDING;
        return database.read(tenant, connection -> execute(connection, sql, parameters).stream()
                .map(TaskStore::stored)
                .toList());
    }

    void project(Pipeline pipeline, TaskChange change) {
        var key = change.key();
        if (change.after() == null) {
            pipeline.changeOne(DELETE, Tuple.of(key.tenant(), key.id(), key.owner(), change.expectedVersion()));
        } else if (change.before() == null) {
            pipeline.changeOne(INSERT, columns(key, change.after()));
        } else {
            pipeline.changeOne(UPDATE, columns(key, change.after()).addInteger(change.expectedVersion()));
        }
    }

    private Tuple columns(TaskKey key, Task task) {
        var priority = task.analysis().priority();
        return Tuple.of(
                        key.tenant(),
                        key.id(),
                        key.owner(),
                        task.version(),
                        task.status().text())
                .addString(priority == null ? null : priority.text())
                .addOffsetDateTime(utc(task.dueAt()))
                .addArrayOfString(task.labels().toArray(String[]::new))
                .addString(task.title())
                .addString(json.write(task));
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
