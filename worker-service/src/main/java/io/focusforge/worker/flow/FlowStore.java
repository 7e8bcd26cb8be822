package io.focusforge.worker.flow;

import static io.focusforge.worker.postgres.JobRows.column;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.worker.finish.Finish;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The flows, as their jobs come and end. */
@ApplicationScoped
class FlowStore {
    private static final Statement INSERT = new Statement("""
            INSERT INTO flow_jobs (tenant_id, job_id, flow_id, user_id, parent_id, place, chained, type, on_failure)
            SELECT tenant_id, job_id, $3, user_id, parent_id, place, chained, type, on_failure
            FROM unnest($1::uuid[], $2::uuid[], $4::uuid[], $5::uuid[], $6::int[], $7::boolean[], $8::text[], $9::text[])
                 AS node (tenant_id, job_id, user_id, parent_id, place, chained, type, on_failure)""");
    private static final Statement LOCK = new Statement("""
            SELECT root.tenant_id, root.job_id AS id FROM flow_jobs AS root
            WHERE (root.tenant_id, root.job_id) IN (
                SELECT node.tenant_id, node.flow_id
                FROM flow_jobs AS node JOIN unnest($1::uuid[], $2::uuid[]) AS job (tenant_id, id)
                     ON node.tenant_id = job.tenant_id AND node.job_id = job.id)
            ORDER BY root.tenant_id, root.job_id FOR UPDATE OF root""");
    private static final Statement RECORD = new Statement("""
            UPDATE flow_jobs AS node SET outcome = ended.outcome, ended_at = ended.at, result = ended.result::jsonb,
                omitted = ended.omitted, error = ended.error::jsonb, dragged = node.dragged AND ended.outcome <> 'succeeded'
            FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::boolean[], $7::text[])
                 AS ended (tenant_id, job_id, outcome, at, result, omitted, error)
            WHERE node.tenant_id = ended.tenant_id AND node.job_id = ended.job_id
            RETURNING node.tenant_id, node.job_id AS id, node.parent_id, node.outcome""");
    /** A later statement than the lock, so that it sees what those did who had it before. */
    private static final Statement RELEASE = new Statement("""
            WITH free AS (
                SELECT jobs.tenant_id, jobs.id
                FROM unnest($1::uuid[], $2::uuid[]) AS parent (tenant_id, id)
                JOIN flow_jobs AS node ON node.tenant_id = parent.tenant_id AND node.job_id = parent.id
                JOIN jobs ON jobs.tenant_id = parent.tenant_id AND jobs.id = parent.id
                WHERE (jobs.state || '') = 'waiting' AND NOT node.dragged
                  AND NOT EXISTS (SELECT FROM flow_jobs AS child
                                  WHERE child.tenant_id = parent.tenant_id AND child.parent_id = parent.id
                                    AND child.outcome IS NULL)
                ORDER BY jobs.tenant_id, jobs.id FOR UPDATE OF jobs)
            UPDATE jobs SET state = 'queued', run_at = greatest(run_at, $3), due = run_at <= $3, updated_at = $3
            FROM free WHERE jobs.tenant_id = free.tenant_id AND jobs.id = free.id""");

    /** {@code parent} is null for the root. */
    record Ended(JobKey job, JobKey parent, boolean successful) {}

    private final JobRows rows;
    private final JobsConfig config;

    FlowStore(JobRows rows, JobsConfig config) {
        this.rows = rows;
        this.config = config;
    }

    void insert(SqlConnection connection, List<FlowJob> jobs) {
        var keys = jobs.stream().map(node -> node.job().key()).toList();
        INSERT.run(
                connection,
                JobRows.tenants(keys),
                JobRows.ids(keys),
                root(jobs),
                column(jobs, node -> node.job().user(), UUID[]::new),
                column(jobs, FlowJob::parent, UUID[]::new),
                IntStream.range(0, jobs.size()).boxed().toArray(Integer[]::new),
                column(jobs, FlowJob::chained, Boolean[]::new),
                column(jobs, node -> node.job().type(), String[]::new),
                column(jobs, node -> node.onFailure().stored(), String[]::new));
    }

    static UUID root(List<FlowJob> jobs) {
        return jobs.stream()
                .filter(node -> node.parent() == null)
                .map(node -> node.job().key().id())
                .findFirst()
                .orElseThrow();
    }

    /** @return the flows that these jobs are part of; their roots are locked, always in the same order */
    List<JobKey> lock(SqlConnection connection, Collection<JobKey> jobs) {
        var flows = new ArrayList<JobKey>();
        LOCK.run(connection, JobRows.tenants(jobs), JobRows.ids(jobs)).forEach(row -> flows.add(JobRows.key(row)));
        return flows;
    }

    /** @return those that are part of a flow */
    List<Ended> record(SqlConnection connection, List<Finish> finishes) {
        var keys = finishes.stream().map(Finish::job).toList();
        var results = finishes.stream().map(finish -> text(finish.result())).toList();
        var ended = new ArrayList<Ended>();
        RECORD.run(
                        connection,
                        JobRows.tenants(keys),
                        JobRows.ids(keys),
                        column(finishes, finish -> finish.state().name(), String[]::new),
                        column(finishes, finish -> Statement.time(finish.state().at()), OffsetDateTime[]::new),
                        column(results, result -> isTooLarge(result) ? null : result, String[]::new),
                        column(results, this::isTooLarge, Boolean[]::new),
                        column(finishes, finish -> text(finish.error()), String[]::new))
                .forEach(row -> {
                    var job = JobRows.key(row);
                    var parent = row.getUUID("parent_id");
                    ended.add(new Ended(
                            job,
                            parent == null ? null : new JobKey(job.tenant(), parent),
                            row.getString("outcome").equals(JobState.Succeeded.NAME)));
                });
        return ended;
    }

    /** @return how many of these have nothing left to wait for, and are queued now */
    int release(SqlConnection connection, Collection<JobKey> parents, Instant now) {
        return RELEASE.run(connection, JobRows.tenants(parents), JobRows.ids(parents), now)
                .rowCount();
    }

    private boolean isTooLarge(String result) {
        return result != null
                && result.getBytes(StandardCharsets.UTF_8).length
                        > config.maxPayload().asLongValue();
    }

    private String text(Object value) {
        return value == null || value instanceof JsonNode node && node.isNull() ? null : rows.write(value);
    }
}
