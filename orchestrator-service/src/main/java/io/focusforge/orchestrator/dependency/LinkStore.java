package io.focusforge.orchestrator.dependency;

import io.focusforge.orchestrator.task.StoredTask;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskStore;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** How the tasks of one owner are linked, as the transaction sees it. */
@ApplicationScoped
class LinkStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 1030))";
    private static final String BELOW = """
            WITH RECURSIVE below (id, depth) AS (
                SELECT t.id, 1 FROM tasks t WHERE t.tenant_id = $1 AND t.parent_id = ANY ($2::uuid[])
                UNION ALL
                SELECT t.id, depth + 1 FROM below JOIN tasks t ON t.tenant_id = $1 AND t.parent_id = below.id
                WHERE depth < 20)
            SELECT id, depth FROM below LIMIT $3""";
    private static final String ABOVE = """
            WITH RECURSIVE above (id, parent_id, depth) AS (
                SELECT t.id, t.parent_id, 1 FROM tasks t WHERE t.tenant_id = $1 AND t.id = ANY ($2::uuid[])
                UNION ALL
                SELECT t.id, t.parent_id, depth + 1 FROM above
                JOIN tasks t ON t.tenant_id = $1 AND t.id = above.parent_id WHERE depth < 20)
            SELECT id, max(depth) FROM above GROUP BY id""";
    private static final String OPEN_CHILDREN = """
            SELECT parent_id, id FROM tasks
            WHERE tenant_id = $1 AND parent_id = ANY ($2::uuid[]) AND status = 'open' LIMIT 10000""";
    private static final String OPEN = """
            SELECT id FROM tasks WHERE tenant_id = $1 AND owner_id = $2 AND id = ANY ($3::uuid[]) AND status = 'open'""";
    private static final String DEPENDENTS = """
            SELECT DISTINCT task_id FROM task_dependencies
            WHERE tenant_id = $1 AND depends_on = ANY ($2::uuid[]) AND owner_id = $3 LIMIT 10000""";
    private static final String WAITS_FOR = """
            WITH RECURSIVE waits (id) AS (
                SELECT unnest($2::uuid[])
                UNION
                SELECT next.id FROM waits CROSS JOIN LATERAL (
                    SELECT d.depends_on FROM task_dependencies d WHERE d.tenant_id = $1 AND d.task_id = waits.id
                    UNION ALL
                    SELECT t.id FROM tasks t WHERE t.tenant_id = $1 AND t.parent_id = waits.id) AS next (id))
            SELECT id FROM waits LIMIT $3""";

    private final TaskStore tasks;
    private final TaskJson json;

    LinkStore(TaskStore tasks, TaskJson json) {
        this.tasks = tasks;
        this.json = json;
    }

    /** Until the end of the transaction the owner's links and states are changed by nobody else. */
    void lock(SqlConnection connection, UUID tenant, UUID owner) {
        execute(connection, LOCK, Tuple.of(tenant + "/" + owner));
    }

    /** Those of the owner's that there are. */
    Map<UUID, Task> tasks(SqlConnection connection, TaskKey owner, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return tasks.findAll(connection, owner.tenant(), owner.owner(), ids).stream()
                .collect(Collectors.toMap(StoredTask::id, stored -> json.task(stored.document())));
    }

    /** Subtasks at any depth, with how far below they are. */
    Map<UUID, Integer> below(SqlConnection connection, UUID tenant, Collection<UUID> ids, int atMost) {
        return depths(execute(connection, BELOW, Tuple.of(tenant, array(ids), atMost)));
    }

    /** These and the tasks that they belong to at any depth, with how far above they are; 1 for these. */
    Map<UUID, Integer> above(SqlConnection connection, UUID tenant, Collection<UUID> ids) {
        return depths(execute(connection, ABOVE, Tuple.of(tenant, array(ids))));
    }

    Map<UUID, Set<UUID>> openChildren(SqlConnection connection, UUID tenant, Collection<UUID> ids) {
        var children = new HashMap<UUID, Set<UUID>>();
        execute(connection, OPEN_CHILDREN, Tuple.of(tenant, array(ids)))
                .forEach(row -> children.computeIfAbsent(row.getUUID(0), _ -> new HashSet<>())
                        .add(row.getUUID(1)));
        return children;
    }

    /** Which of these are open. */
    Set<UUID> open(SqlConnection connection, TaskKey owner, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Set.of()
                : ids(execute(connection, OPEN, Tuple.of(owner.tenant(), owner.owner(), array(ids))));
    }

    /** Those that wait for any of these directly. */
    Set<UUID> dependents(SqlConnection connection, TaskKey owner, Collection<UUID> ids) {
        return ids(execute(connection, DEPENDENTS, Tuple.of(owner.tenant(), array(ids), owner.owner())));
    }

    /** These, and whatever they wait for at any distance. */
    Set<UUID> waitsFor(SqlConnection connection, UUID tenant, Collection<UUID> ids, int atMost) {
        return ids(execute(connection, WAITS_FOR, Tuple.of(tenant, array(ids), atMost)));
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static Set<UUID> ids(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getUUID(0)).collect(Collectors.toSet());
    }

    private static Map<UUID, Integer> depths(RowSet<Row> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.getUUID(0), row -> row.getInteger(1), Math::max));
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}
