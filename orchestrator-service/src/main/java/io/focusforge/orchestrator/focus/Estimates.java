package io.focusforge.orchestrator.focus;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.task.Analysis;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Corrects estimates by what the user's own sessions have taught. */
@ApplicationScoped
public class Estimates {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** The latest hundred sessions: what is read for each analysis must stay little. */
    private static final String OBSERVED = """
            WITH latest AS MATERIALIZED (
                SELECT task_id, focus_seconds FROM focus_sessions
                WHERE tenant_id = $1 AND owner_id = $2 AND state = 'stopped' AND focus_seconds > 0 ORDER BY id DESC LIMIT 100),
            worked AS (SELECT task_id, sum(focus_seconds)::bigint AS seconds, count(*)::int AS sessions FROM latest GROUP BY task_id)
            SELECT t.document, worked.seconds, worked.sessions
            FROM worked JOIN tasks t ON t.tenant_id = $1 AND t.id = worked.task_id
            WHERE t.owner_id = $2 AND t.status = 'completed'""";

    private final TenantDatabase database;
    private final TaskJson json;

    Estimates(TenantDatabase database, TaskJson json) {
        this.database = database;
        this.json = json;
    }

    /** The analysis with an estimate as experience has it; the same one when there is none. @param owner names the tenant and the user */
    public Analysis correct(TaskKey owner, Analysis analysis) {
        if (analysis.estimateMinutes() == null || analysis.category() == null) {
            return analysis;
        }
        return learned(owner, analysis.category())
                .map(learned -> analysis.corrected(learned.of(analysis.estimateMinutes())))
                .orElse(analysis);
    }

    /** Of all categories, in their order. @param owner names the tenant and the user */
    public List<Learned> learned(TaskKey owner) {
        var learned = new ArrayList<Learned>();
        observations(owner)
                .forEach((category, all) -> Learned.from(category, all).ifPresent(learned::add));
        return learned;
    }

    private Optional<Learned> learned(TaskKey owner, String category) {
        return Optional.ofNullable(observations(owner).get(category)).flatMap(all -> Learned.from(category, all));
    }

    private Map<String, List<Observation>> observations(TaskKey owner) {
        var byCategory = new TreeMap<String, List<Observation>>();
        database.read(owner.tenant(), connection -> connection
                        .preparedQuery(OBSERVED)
                        .execute(Tuple.of(owner.tenant(), owner.owner()))
                        .await()
                        .atMost(TIMEOUT))
                .forEach(row -> add(byCategory, row));
        return byCategory;
    }

    private void add(Map<String, List<Observation>> byCategory, Row row) {
        var analysis = json.task(row.getString(0)).analysis();
        if (analysis.category() != null && analysis.estimateMinutes() != null) {
            byCategory
                    .computeIfAbsent(analysis.category(), _ -> new ArrayList<>())
                    .add(new Observation(analysis.uncorrectedMinutes(), row.getLong(1), row.getInteger(2)));
        }
    }
}
