package io.focusforge.orchestrator.task;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The read model of a tenant's tasks that is made anew, beside the one that is read. Each call is part of the caller's transaction. */
@ApplicationScoped
public class RebuiltTasks {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String TASKS = """
            INSERT INTO tasks_rebuilt (tenant_id, owner_id, id, version, status, priority, due_at, labels, title, document, parent_id,
                blocked, series_id)
            SELECT $1, owner_id, id, version, status, priority, due_at, labels::text[], title, document, parent_id, blocked, series_id
            FROM unnest($2::uuid[], $3::uuid[], $4::integer[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[],
                $10::text[], $11::uuid[], $12::boolean[], $13::uuid[])
                AS new (owner_id, id, version, status, priority, due_at, labels, title, document, parent_id, blocked, series_id)""";
    private static final String WORDS = """
            INSERT INTO task_words_rebuilt (tenant_id, owner_id, task_id, word)
            SELECT $1, owner_id, task_id, word FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS new (owner_id, task_id, word)""";
    private static final String LINKS = """
            INSERT INTO task_dependencies_rebuilt (tenant_id, owner_id, task_id, depends_on)
            SELECT $1, owner_id, task_id, depends_on
            FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS new (owner_id, task_id, depends_on)""";
    private static final List<String> FORGET = List.of(
            "DELETE FROM tasks_rebuilt WHERE tenant_id = $1 AND id = ANY ($2::uuid[])",
            "DELETE FROM task_words_rebuilt WHERE tenant_id = $1 AND task_id = ANY ($2::uuid[])",
            "DELETE FROM task_dependencies_rebuilt WHERE tenant_id = $1 AND task_id = ANY ($2::uuid[])");
    /** By their places: how many rows there are nobody has counted, so that the planner would look for each in all. */
    private static final List<String> CLEAR = Stream.of(
                    "tasks_rebuilt", "task_words_rebuilt", "task_dependencies_rebuilt")
            .map(
                    "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE tenant_id = $1 LIMIT $2::int))"
                            ::formatted)
            .toList();

    private final TaskJson json;

    RebuiltTasks(TaskJson json) {
        this.json = json;
    }

    public static RebuiltTasks over(TaskJson json) {
        return new RebuiltTasks(json);
    }

    /** A task, and whose it is. */
    public record Owned(UUID owner, Task task) {}

    /** Makes them anew; of these ids those that are no more are left out. */
    public void replace(SqlConnection connection, UUID tenant, Collection<UUID> ids, List<Owned> tasks) {
        var all = Tuple.of(tenant, ids.toArray(UUID[]::new));
        FORGET.forEach(sql -> execute(connection, sql, all));
        add(connection, tenant, tasks);
    }

    public void add(SqlConnection connection, UUID tenant, List<Owned> owned) {
        send(connection, tenant, owned)
                .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Does not wait until they are written; what is sent over the connection afterwards is done afterwards. */
    public CompletableFuture<Void> send(SqlConnection connection, UUID tenant, List<Owned> owned) {
        if (owned.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var tasks = owned.stream().map(Owned::task).toList();
        var keys = Tuple.of(tenant)
                .addArrayOfUUID(owned.stream().map(Owned::owner).toArray(UUID[]::new))
                .addArrayOfUUID(tasks.stream().map(Task::id).toArray(UUID[]::new));
        return CompletableFuture.allOf(
                send(connection, TASKS, TaskProjection.columns(keys, tasks, json)),
                send(connection, WORDS, words(tenant, owned)),
                send(connection, LINKS, links(tenant, owned)));
    }

    /** @return how many rows were removed; there may be more when it is {@code atMost} */
    public int clear(SqlConnection connection, UUID tenant, int atMost) {
        var removed = 0;
        for (var sql : CLEAR) {
            removed = Math.max(
                    removed, execute(connection, sql, Tuple.of(tenant, atMost)).rowCount());
        }
        return removed;
    }

    private static Tuple words(UUID tenant, List<Owned> owned) {
        var words = new ArrayList<String>();
        return pairs(tenant, owned, (one, task) -> SearchWords.of(one.task()).forEach(word -> {
                    words.add(word);
                    task.run();
                }))
                .addArrayOfString(words.toArray(String[]::new));
    }

    private static Tuple links(UUID tenant, List<Owned> owned) {
        var links = new ArrayList<UUID>();
        return pairs(tenant, owned, (one, task) -> one.task().dependsOn().forEach(link -> {
                    links.add(link);
                    task.run();
                }))
                .addArrayOfUUID(links.toArray(UUID[]::new));
    }

    /** Owner and task for each value that {@code values} finds. */
    private static Tuple pairs(UUID tenant, List<Owned> owned, BiConsumer<Owned, Runnable> values) {
        var owners = new ArrayList<UUID>();
        var ids = new ArrayList<UUID>();
        owned.forEach(one -> values.accept(one, () -> {
            owners.add(one.owner());
            ids.add(one.task().id());
        }));
        return Tuple.of(tenant).addArrayOfUUID(owners.toArray(UUID[]::new)).addArrayOfUUID(ids.toArray(UUID[]::new));
    }

    private static CompletableFuture<RowSet<Row>> send(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).subscribeAsCompletionStage();
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}
