package io.focusforge.worker.flow;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;

/** The flows, when some of their jobs come back. */
@ApplicationScoped
class RevivalStore {
    private static final Statement LOAD = new Statement("""
            SELECT node.tenant_id, node.job_id AS id, node.user_id, node.parent_id, node.on_failure, node.outcome, node.dragged
            FROM unnest($1::uuid[], $2::uuid[]) AS flow (tenant_id, id)
            JOIN flow_jobs AS node ON node.tenant_id = flow.tenant_id AND node.flow_id = flow.id
            ORDER BY node.tenant_id, node.flow_id, node.place""");
    private static final Statement REOPEN = new Statement("""
            UPDATE flow_jobs AS node SET outcome = NULL, result = NULL, omitted = false, error = NULL, ended_at = NULL, dragged = false
            FROM unnest($1::uuid[], $2::uuid[]) AS back (tenant_id, id)
            WHERE node.tenant_id = back.tenant_id AND node.job_id = back.id""");
    private static final Statement WAIT = new Statement("""
            UPDATE jobs SET state = 'waiting', updated_at = $3
            FROM unnest($1::uuid[], $2::uuid[]) AS back (tenant_id, id)
            WHERE jobs.tenant_id = back.tenant_id AND jobs.id = back.id AND (jobs.state || '') = 'queued'
              AND EXISTS (SELECT FROM flow_jobs AS child
                          WHERE child.tenant_id = back.tenant_id AND child.parent_id = back.id AND child.outcome IS NULL)""");

    Forest load(SqlConnection connection, Collection<JobKey> flows) {
        var nodes = new ArrayList<Forest.Node>();
        LOAD.run(connection, JobRows.tenants(flows), JobRows.ids(flows)).forEach(row -> nodes.add(node(row)));
        return new Forest(nodes);
    }

    /** They have not ended any more. */
    void reopen(SqlConnection connection, Collection<JobKey> jobs) {
        REOPEN.run(connection, JobRows.tenants(jobs), JobRows.ids(jobs));
    }

    /** Those that are queued, and have children to wait for, wait for them. */
    void letWait(SqlConnection connection, Collection<JobKey> jobs, Instant now) {
        WAIT.run(connection, JobRows.tenants(jobs), JobRows.ids(jobs), now);
    }

    private static Forest.Node node(Row row) {
        return new Forest.Node(
                JobRows.key(row),
                row.getUUID("parent_id"),
                row.getUUID("user_id"),
                OnFailure.of(row.getString("on_failure")).orElseThrow(),
                row.getString("outcome"),
                row.getBoolean("dragged"));
    }
}
