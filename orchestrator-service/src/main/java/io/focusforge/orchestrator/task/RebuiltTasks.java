package io.focusforge.orchestrator.task;

import io.focusforge.common.event.CloudEvent;
import io.focusforge.orchestrator.event.StoredEvent;
import io.focusforge.orchestrator.readmodel.Owned;
import io.focusforge.orchestrator.readmodel.ReadModel;
import io.focusforge.orchestrator.readmodel.ReadTable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Tasks, their words and what they wait for, made anew beside those that are read. */
@ApplicationScoped
public class RebuiltTasks implements ReadModel<Task> {
    private static final String TYPES = CloudEvent.TYPE_PREFIX + "task.";
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
    private static final List<ReadTable> TABLES = List.of(
            ReadTable.ofThings("tasks"),
            ReadTable.ofParts("task_words", "task_id", "owner_id", "word", "task_id"),
            ReadTable.ofParts("task_dependencies", "task_id", "task_id", "depends_on", "owner_id"));

    private final TaskHistory history;
    private final TaskJson json;

    RebuiltTasks(TaskHistory history, TaskJson json) {
        this.history = history;
        this.json = json;
    }

    /** Without the service around it, for measurements. */
    public static RebuiltTasks over(TaskJson json) {
        return new RebuiltTasks(TaskHistory.over(json), json);
    }

    @Override
    public String types() {
        return TYPES;
    }

    @Override
    public Task apply(UUID stream, Task before, StoredEvent event) {
        return history.replay(stream, before, List.of(event));
    }

    @Override
    public List<ReadTable> tables() {
        return TABLES;
    }

    @Override
    public CompletableFuture<Void> send(SqlConnection connection, UUID tenant, List<Owned<Task>> owned) {
        var tasks = owned.stream().map(Owned::thing).toList();
        var keys = Tuple.of(tenant)
                .addArrayOfUUID(owned.stream().map(Owned::owner).toArray(UUID[]::new))
                .addArrayOfUUID(tasks.stream().map(Task::id).toArray(UUID[]::new));
        return CompletableFuture.allOf(
                send(connection, TASKS, TaskProjection.columns(keys, tasks, json)),
                send(connection, WORDS, words(tenant, owned)),
                send(connection, LINKS, links(tenant, owned)));
    }

    private static Tuple words(UUID tenant, List<Owned<Task>> owned) {
        var words = new ArrayList<String>();
        return pairs(tenant, owned, (one, task) -> SearchWords.of(one.thing()).forEach(word -> {
                    words.add(word);
                    task.run();
                }))
                .addArrayOfString(words.toArray(String[]::new));
    }

    private static Tuple links(UUID tenant, List<Owned<Task>> owned) {
        var links = new ArrayList<UUID>();
        return pairs(tenant, owned, (one, task) -> one.thing().dependsOn().forEach(link -> {
                    links.add(link);
                    task.run();
                }))
                .addArrayOfUUID(links.toArray(UUID[]::new));
    }

    /** Owner and task for each value that {@code values} finds. */
    private static Tuple pairs(UUID tenant, List<Owned<Task>> owned, BiConsumer<Owned<Task>, Runnable> values) {
        var owners = new ArrayList<UUID>();
        var ids = new ArrayList<UUID>();
        owned.forEach(one -> values.accept(one, () -> {
            owners.add(one.owner());
            ids.add(one.thing().id());
        }));
        return Tuple.of(tenant).addArrayOfUUID(owners.toArray(UUID[]::new)).addArrayOfUUID(ids.toArray(UUID[]::new));
    }

    private static CompletableFuture<RowSet<Row>> send(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).subscribeAsCompletionStage();
    }
}
