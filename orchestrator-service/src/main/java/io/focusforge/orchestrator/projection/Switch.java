package io.focusforge.orchestrator.projection;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Puts the rows of a tenant that were made anew in the place of those that are read: all that differ, in one transaction, so that a reader sees
 * either the ones or the others.
 */
@ApplicationScoped
class Switch {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String REMOVE_TASKS = """
            WITH removed AS (
                DELETE FROM tasks AS t WHERE t.tenant_id = $1 AND NOT EXISTS (
                    SELECT FROM tasks_rebuilt AS n
                    WHERE n.tenant_id = $1 AND n.id = t.id AND ROW (n.*) IS NOT DISTINCT FROM ROW (t.*))
                RETURNING t.id)
            SELECT count(*), count(n.id) FROM removed LEFT JOIN tasks_rebuilt AS n ON n.tenant_id = $1 AND n.id = removed.id""";
    private static final String ADD_TASKS = """
            INSERT INTO tasks SELECT n.* FROM tasks_rebuilt AS n
            WHERE n.tenant_id = $1 AND NOT EXISTS (SELECT FROM tasks AS t WHERE t.tenant_id = $1 AND t.id = n.id)""";
    private static final String REMOVE_WORDS = """
            DELETE FROM task_words AS t WHERE t.tenant_id = $1 AND NOT EXISTS (
                SELECT FROM task_words_rebuilt AS n
                WHERE n.tenant_id = $1 AND n.owner_id = t.owner_id AND n.word = t.word AND n.task_id = t.task_id)""";
    private static final String ADD_WORDS = """
            INSERT INTO task_words SELECT n.* FROM task_words_rebuilt AS n
            WHERE n.tenant_id = $1 AND NOT EXISTS (
                SELECT FROM task_words AS t
                WHERE t.tenant_id = $1 AND t.owner_id = n.owner_id AND t.word = n.word AND t.task_id = n.task_id)""";
    private static final String REMOVE_LINKS = """
            DELETE FROM task_dependencies AS t WHERE t.tenant_id = $1 AND NOT EXISTS (
                SELECT FROM task_dependencies_rebuilt AS n
                WHERE n.tenant_id = $1 AND n.task_id = t.task_id AND n.depends_on = t.depends_on AND n.owner_id = t.owner_id)""";
    private static final String ADD_LINKS = """
            INSERT INTO task_dependencies SELECT n.* FROM task_dependencies_rebuilt AS n
            WHERE n.tenant_id = $1 AND NOT EXISTS (
                SELECT FROM task_dependencies AS t
                WHERE t.tenant_id = $1 AND t.task_id = n.task_id AND t.depends_on = n.depends_on)""";

    /**
     * Whole tables are compared, of which nobody has counted yet how large they are: never row by row, and for longer than other statements
     * may take.
     */
    private static final String BEGIN = """
            SET LOCAL statement_timeout = %d; SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB';
            SET LOCAL lock_timeout = %d; LOCK TABLE tasks IN SHARE ROW EXCLUSIVE MODE; SET LOCAL lock_timeout = 0""";

    /** From here on nobody writes the tasks of any tenant until the transaction ends; fails when writers take longer than this. */
    void begin(SqlConnection connection, Duration patience) {
        connection
                .query(BEGIN.formatted(TIMEOUT.toMillis(), Math.max(1, patience.toMillis())))
                .execute()
                .await()
                .atMost(patience.plus(TIMEOUT));
    }

    Rebuild.Difference apply(SqlConnection connection, UUID tenant) {
        var removed = execute(connection, REMOVE_TASKS, tenant).iterator().next();
        var added = execute(connection, ADD_TASKS, tenant).rowCount();
        for (var sql : new String[] {REMOVE_WORDS, ADD_WORDS, REMOVE_LINKS, ADD_LINKS}) {
            execute(connection, sql, tenant);
        }
        var changed = removed.getLong(1);
        return new Rebuild.Difference(added - changed, changed, removed.getLong(0) - changed);
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, UUID tenant) {
        return connection.preparedQuery(sql).execute(Tuple.of(tenant)).await().atMost(TIMEOUT);
    }
}
