package io.focusforge.worker.flow;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The flows, to be looked at. */
@ApplicationScoped
class TreeStore {
    private static final Statement TREE = new Statement("""
            SELECT node.job_id, node.parent_id, node.chained, node.type, node.on_failure, node.ended_at,
                   coalesce(node.outcome, CASE jobs.state WHEN 'dispatched' THEN 'queued' ELSE jobs.state END) AS state,
                   jsonb_build_array(node.error)::text AS errors
            FROM flow_jobs AS mine
            JOIN flow_jobs AS node ON node.tenant_id = mine.tenant_id AND node.flow_id = mine.flow_id
            LEFT JOIN jobs ON node.outcome IS NULL AND jobs.tenant_id = node.tenant_id AND jobs.id = node.job_id
            WHERE mine.tenant_id = $1 AND mine.user_id = $2 AND mine.job_id = $3
            ORDER BY node.place""");
    private static final Statement OUTCOMES = new Statement("""
            SELECT place, job_id, type, on_failure, outcome, omitted, ended_at, result::text AS result,
                   jsonb_build_array(error)::text AS errors
            FROM flow_jobs
            WHERE tenant_id = $1 AND parent_id = $2 AND place > $3 AND outcome IS NOT NULL ORDER BY place LIMIT $4::int""");
    private static final Statement FORGET = new Statement("""
            DELETE FROM flow_jobs AS node USING (
                SELECT root.tenant_id, root.flow_id FROM flow_jobs AS root
                WHERE root.parent_id IS NULL AND root.ended_at < $1
                  AND NOT EXISTS (SELECT FROM flow_jobs AS open
                                  WHERE open.tenant_id = root.tenant_id AND open.flow_id = root.flow_id
                                    AND open.outcome IS NULL)
                ORDER BY root.ended_at LIMIT $2 FOR UPDATE OF root SKIP LOCKED) AS old
            WHERE node.tenant_id = old.tenant_id AND node.flow_id = old.flow_id
            RETURNING node.parent_id""");

    /** {@code state} as its owner sees it; {@code error} and {@code endedAt} may be null. */
    record Node(
            UUID job,
            UUID parent,
            boolean chained,
            String type,
            OnFailure onFailure,
            String state,
            JobError error,
            Instant endedAt) {}

    /** A child that has ended. {@code result} is JSON; it and {@code error} may be null. */
    record Outcome(
            int place,
            UUID job,
            String type,
            OnFailure onFailure,
            String state,
            String result,
            boolean omitted,
            JobError error,
            Instant endedAt) {}

    private final JobRows rows;

    TreeStore(JobRows rows) {
        this.rows = rows;
    }

    /** @return the whole flow that the job is part of, in its order; nothing, if it is of none or somebody else's */
    List<Node> tree(SqlConnection connection, Caller caller, UUID job) {
        var nodes = new ArrayList<Node>();
        TREE.run(connection, caller.tenant(), caller.user(), job).forEach(row -> nodes.add(node(row)));
        return nodes;
    }

    /** @param after the place of the last child of the page before; -1 for the first page */
    List<Outcome> outcomes(SqlConnection connection, JobKey parent, int after, int limit) {
        var outcomes = new ArrayList<Outcome>();
        OUTCOMES.run(connection, parent.tenant(), parent.id(), after, limit).forEach(row -> outcomes.add(outcome(row)));
        return outcomes;
    }

    /** @return how many flows were forgotten */
    int forget(SqlConnection connection, Instant before, int limit) {
        var flows = 0;
        for (var row : FORGET.run(connection, before, limit)) {
            flows += row.getUUID("parent_id") == null ? 1 : 0;
        }
        return flows;
    }

    private Node node(Row row) {
        return new Node(
                row.getUUID("job_id"),
                row.getUUID("parent_id"),
                row.getBoolean("chained"),
                row.getString("type"),
                OnFailure.of(row.getString("on_failure")).orElseThrow(),
                row.getString("state"),
                rows.errors(row.getString("errors")).getFirst(),
                Statement.instant(row, "ended_at"));
    }

    private Outcome outcome(Row row) {
        return new Outcome(
                row.getInteger("place"),
                row.getUUID("job_id"),
                row.getString("type"),
                OnFailure.of(row.getString("on_failure")).orElseThrow(),
                row.getString("outcome"),
                row.getString("result"),
                row.getBoolean("omitted"),
                rows.errors(row.getString("errors")).getFirst(),
                Statement.instant(row, "ended_at"));
    }
}
