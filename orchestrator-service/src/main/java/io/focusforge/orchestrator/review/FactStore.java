package io.focusforge.orchestrator.review;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.focus.Estimates;
import io.focusforge.orchestrator.runstore.Statement;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads what a user has done and has to do. */
@ApplicationScoped
class FactStore {
    private static final UUID NONE = new UUID(0, 0);
    private static final int MOST = 50;
    private static final Duration AHEAD = Duration.ofDays(7);

    private static final String COMPLETED = """
            WITH done AS MATERIALIZED (
                SELECT e.stream_id AS id, max(e.time) AS at FROM events e
                WHERE e.tenant_id = $1 AND e.user_id = $2 AND e.type LIKE 'io.focusforge.task.completed.v%'
                  AND e.time >= $3 AND e.time < $4 GROUP BY e.stream_id)
            """;
    private static final String THEIR_TASKS = """
            FROM done JOIN tasks t ON t.tenant_id = $1 AND t.id = done.id WHERE t.owner_id = $2 AND t.status = 'completed'""";
    private static final Statement COUNT_DONE = new Statement(COMPLETED + "SELECT count(*) " + THEIR_TASKS);
    private static final Statement DONE =
            new Statement(COMPLETED + """
            SELECT t.document, done.at, (
                SELECT coalesce(sum(f.focus_seconds), 0)::bigint FROM focus_sessions f
                WHERE f.tenant_id = $1 AND f.owner_id = $2 AND f.task_id = t.id) AS seconds
            """ + THEIR_TASKS + " ORDER BY done.at DESC LIMIT $5::int");
    private static final Statement COUNT_SLIPPED = new Statement("""
            SELECT count(*) FROM tasks
            WHERE tenant_id = $1 AND owner_id = $2 AND status = 'open' AND due_at < $3""");
    private static final Statement DUE = new Statement("""
            SELECT document FROM tasks WHERE tenant_id = $1 AND owner_id = $2 AND status = 'open' AND due_at IS NOT NULL
              AND due_at >= $3 AND due_at < $4 ORDER BY due_at, id LIMIT $5::int""");

    private final TenantDatabase database;
    private final Estimates estimates;
    private final TaskJson json;

    FactStore(TenantDatabase database, Estimates estimates, TaskJson json) {
        this.database = database;
        this.estimates = estimates;
        this.json = json;
    }

    /** @param to when the time that is looked back at ends, and what comes next begins */
    ReviewFacts read(UUID tenant, UUID user, Instant from, Instant to) {
        var lessons = estimates.learned(new TaskKey(tenant, user, NONE)).stream()
                .map(learned -> new ReviewFacts.Lesson(learned.category(), learned.tasks(), learned.medianRatio()))
                .toList();
        return database.read(
                tenant,
                connection -> new ReviewFacts(
                        from,
                        to,
                        counts(connection, tenant, user, from, to),
                        DONE.run(connection, tenant, user, from, to, MOST).stream()
                                .map(this::done)
                                .toList(),
                        due(connection, tenant, user, Instant.EPOCH, to),
                        lessons,
                        due(connection, tenant, user, to, to.plus(AHEAD))));
    }

    private static ReviewFacts.Counts counts(
            SqlConnection connection, UUID tenant, UUID user, Instant from, Instant to) {
        var done = COUNT_DONE.run(connection, tenant, user, from, to);
        var slipped = COUNT_SLIPPED.run(connection, tenant, user, to);
        return new ReviewFacts.Counts(
                done.iterator().next().getLong(0), slipped.iterator().next().getLong(0));
    }

    private List<ReviewFacts.Due> due(SqlConnection connection, UUID tenant, UUID user, Instant from, Instant to) {
        return DUE.run(connection, tenant, user, from, to, MOST).stream()
                .map(row -> json.task(row.getString(0)))
                .map(task -> new ReviewFacts.Due(task.title(), task.dueAt(), estimate(task)))
                .toList();
    }

    private ReviewFacts.Done done(Row row) {
        var task = json.task(row.getString("document"));
        return new ReviewFacts.Done(
                task.title(), Statement.instant(row, "at"), estimate(task), row.getLong("seconds") / 60);
    }

    /** @return null when there is none */
    private static Integer estimate(Task task) {
        return task.analysis().estimateMinutes();
    }
}
