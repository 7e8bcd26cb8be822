package io.focusforge.orchestrator.task;

import io.focusforge.orchestrator.event.Pipeline;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** The words of tasks, and what they wait for, written only when they change. */
@ApplicationScoped
class TaskIndex {
    private static final String FORGET_WORDS =
            "DELETE FROM task_words WHERE tenant_id = $1 AND task_id = ANY ($2::uuid[])";
    private static final String WORDS = """
            INSERT INTO task_words (tenant_id, owner_id, task_id, word)
            SELECT $1, $2, task_id, word FROM unnest($3::uuid[], $4::text[]) AS new (task_id, word)""";
    private static final String FORGET_LINKS =
            "DELETE FROM task_dependencies WHERE tenant_id = $1 AND task_id = ANY ($2::uuid[])";
    private static final String LINKS = """
            INSERT INTO task_dependencies (tenant_id, owner_id, task_id, depends_on)
            SELECT $1, $2, task_id, depends_on FROM unnest($3::uuid[], $4::uuid[]) AS new (task_id, depends_on)""";

    void project(Pipeline pipeline, List<TaskChange> changes) {
        forget(pipeline, FORGET_WORDS, changes, TaskIndex::hasOldWords);
        add(pipeline, WORDS, changes, TaskIndex::newWords, String[]::new);
        forget(pipeline, FORGET_LINKS, changes, TaskIndex::hasOldLinks);
        add(pipeline, LINKS, changes, TaskIndex::newLinks, UUID[]::new);
    }

    private static void forget(Pipeline pipeline, String sql, List<TaskChange> changes, Predicate<TaskChange> old) {
        var ids = changes.stream().filter(old).map(change -> change.key().id()).toArray(UUID[]::new);
        if (ids.length > 0) {
            pipeline.change(sql, Tuple.of(changes.getFirst().key().tenant(), ids));
        }
    }

    private static <T> void add(
            Pipeline pipeline,
            String sql,
            List<TaskChange> changes,
            Function<TaskChange, ? extends Iterable<T>> values,
            java.util.function.IntFunction<T[]> array) {
        var ids = new ArrayList<UUID>();
        var all = new ArrayList<T>();
        changes.forEach(change -> values.apply(change).forEach(value -> {
            ids.add(change.key().id());
            all.add(value);
        }));
        if (!ids.isEmpty()) {
            var key = changes.getFirst().key();
            pipeline.change(
                    sql, Tuple.of(key.tenant(), key.owner(), ids.toArray(UUID[]::new), all.toArray(array.apply(0))));
        }
    }

    private static boolean hasOldWords(TaskChange change) {
        return change.before() != null && (change.after() == null || !haveSameText(change));
    }

    private static Iterable<String> newWords(TaskChange change) {
        return change.after() == null || change.before() != null && haveSameText(change)
                ? List.of()
                : SearchWords.of(change.after());
    }

    private static boolean haveSameText(TaskChange change) {
        return change.before().title().equals(change.after().title())
                && change.before().labels().equals(change.after().labels())
                && java.util.Objects.equals(
                        change.before().description(), change.after().description());
    }

    private static boolean hasOldLinks(TaskChange change) {
        return change.before() != null
                && !change.before().dependsOn().isEmpty()
                && (change.after() == null || !haveSameLinks(change));
    }

    private static List<UUID> newLinks(TaskChange change) {
        return change.after() == null || change.before() != null && haveSameLinks(change)
                ? List.of()
                : change.after().dependsOn();
    }

    private static boolean haveSameLinks(TaskChange change) {
        return change.before().dependsOn().equals(change.after().dependsOn());
    }
}
