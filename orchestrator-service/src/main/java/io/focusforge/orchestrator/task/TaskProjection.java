package io.focusforge.orchestrator.task;

import io.focusforge.orchestrator.event.Pipeline;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the table of tasks, and what is found by: the words of tasks and what they wait for. All changes are of one owner's tasks. */
@ApplicationScoped
class TaskProjection {
    private static final String NEW = """
            unnest($3::uuid[], $4::integer[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[], $10::text[],
                $11::uuid[], $12::boolean[], $13::uuid[])""";
    private static final String INSERT = """
            INSERT INTO tasks (tenant_id, owner_id, id, version, status, priority, due_at, labels, title, document, parent_id,
                blocked, series_id)
            SELECT $1, $2, id, version, status, priority, due_at, labels::text[], title, document, parent_id, blocked, series_id
            FROM %s AS new (id, version, status, priority, due_at, labels, title, document, parent_id, blocked, series_id)""".formatted(NEW);
    private static final String UPDATE = """
            UPDATE tasks AS t SET version = new.version, status = new.status, priority = new.priority, due_at = new.due_at,
                labels = new.labels::text[], title = new.title, document = new.document, parent_id = new.parent_id,
                blocked = new.blocked, series_id = new.series_id
            FROM ROWS FROM (%s, unnest($14::integer[])) AS new (id, version, status, priority, due_at, labels, title, document,
                parent_id, blocked, series_id, expected)
            WHERE t.tenant_id = $1 AND t.owner_id = $2 AND t.id = new.id AND t.version = new.expected""".formatted(NEW);
    private static final String DELETE = """
            DELETE FROM tasks AS t USING unnest($3::uuid[], $4::integer[]) AS gone (id, version)
            WHERE t.tenant_id = $1 AND t.owner_id = $2 AND t.id = gone.id AND t.version = gone.version""";

    private final TaskJson json;
    private final TaskIndex index;

    TaskProjection(TaskJson json, TaskIndex index) {
        this.json = json;
        this.index = index;
    }

    void project(Pipeline pipeline, List<TaskChange> changes) {
        var kinds = changes.stream().collect(Collectors.groupingBy(TaskProjection::kind));
        kinds.forEach((kind, some) -> {
            switch (kind) {
                case INSERT -> pipeline.changeRows(some.size(), INSERT, columns(some));
                case UPDATE ->
                    pipeline.changeRows(some.size(), UPDATE, columns(some).addValue(expected(some)));
                case DELETE ->
                    pipeline.changeRows(
                            some.size(), DELETE, owner(some).addValue(ids(some)).addValue(expected(some)));
            }
        });
        index.project(pipeline, changes);
    }

    private enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    private static Kind kind(TaskChange change) {
        if (change.after() == null) {
            return Kind.DELETE;
        }
        return change.before() == null ? Kind.INSERT : Kind.UPDATE;
    }

    private static Tuple owner(List<TaskChange> changes) {
        var key = changes.getFirst().key();
        return Tuple.of(key.tenant(), key.owner());
    }

    private static UUID[] ids(List<TaskChange> changes) {
        return changes.stream().map(change -> change.key().id()).toArray(UUID[]::new);
    }

    private static Integer[] expected(List<TaskChange> changes) {
        return changes.stream().map(TaskChange::expectedVersion).toArray(Integer[]::new);
    }

    private Tuple columns(List<TaskChange> changes) {
        var tasks = changes.stream().map(TaskChange::after).toList();
        return columns(owner(changes).addValue(ids(changes)), tasks, json);
    }

    /** Of the table, behind tenant, owner and id, in the order of {@link #INSERT}. */
    static Tuple columns(Tuple keys, List<Task> tasks, TaskJson json) {
        return keys.addValue(column(tasks, Task::version, Integer[]::new))
                .addValue(column(tasks, task -> task.status().text(), String[]::new))
                .addValue(column(tasks, TaskProjection::priority, String[]::new))
                .addValue(column(tasks, TaskProjection::dueAt, OffsetDateTime[]::new))
                .addValue(column(tasks, task -> ArrayLiteral.of(task.labels()), String[]::new))
                .addValue(column(tasks, Task::title, String[]::new))
                .addValue(column(tasks, json::write, String[]::new))
                .addValue(column(tasks, Task::parentId, UUID[]::new))
                .addValue(column(tasks, Task::blocked, Boolean[]::new))
                .addValue(column(tasks, TaskProjection::series, UUID[]::new));
    }

    private static <T> T[] column(
            List<Task> tasks, Function<Task, T> value, java.util.function.IntFunction<T[]> array) {
        return tasks.stream().map(value).toArray(array);
    }

    private static String priority(Task task) {
        var priority = task.analysis().priority();
        return priority == null ? null : priority.text();
    }

    private static OffsetDateTime dueAt(Task task) {
        return task.dueAt() == null ? null : task.dueAt().atOffset(ZoneOffset.UTC);
    }

    private static UUID series(Task task) {
        return task.recurrence() == null ? null : task.recurrence().seriesId();
    }
}
