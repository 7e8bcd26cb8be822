package io.focusforge.orchestrator.flagrollout;

import static io.focusforge.orchestrator.runstore.Statement.instant;

import io.focusforge.orchestrator.flag.Tally;
import io.focusforge.orchestrator.runstore.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tables of rollouts, and the ends of runs. Parts of the caller's transactions. */
final class RolloutRows {
    private static final String ALL = "SELECT * FROM chain_rollouts ";
    private static final Statement RUNNING = new Statement(ALL + "WHERE tenant_id = $1 AND state = 'running'");
    private static final Statement FIND = new Statement(ALL + "WHERE tenant_id = $1 AND name = $2");
    private static final Statement DUE = new Statement(ALL + """
            WHERE state = 'running' AND counted_until < $1 ORDER BY counted_until LIMIT 50 FOR UPDATE SKIP LOCKED""");
    private static final Statement PUT = new Statement("""
            INSERT INTO chain_rollouts (tenant_id, name, version, version_id, base_version, base_id, percentage, state, counted_until, started_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $8)
            ON CONFLICT (tenant_id, name) DO UPDATE SET
                version = excluded.version, version_id = excluded.version_id, base_version = excluded.base_version,
                base_id = excluded.base_id, percentage = excluded.percentage, state = 'running', reason = NULL, succeeded = 0, failed = 0,
                base_succeeded = 0, base_failed = 0, counted_until = excluded.counted_until, started_at = excluded.started_at,
                ended_at = NULL""");
    private static final Statement RESIZE =
            new Statement("UPDATE chain_rollouts SET percentage = $3 WHERE tenant_id = $1 AND name = $2");
    private static final Statement COUNT = new Statement("""
            UPDATE chain_rollouts SET succeeded = $3, failed = $4, base_succeeded = $5, base_failed = $6, counted_until = $7
            WHERE tenant_id = $1 AND name = $2""");
    private static final Statement ROLL_BACK = new Statement("""
            UPDATE chain_rollouts SET state = 'rolled_back', reason = $3, ended_at = $4 WHERE tenant_id = $1 AND name = $2""");
    private static final Statement DELETE =
            new Statement("DELETE FROM chain_rollouts WHERE tenant_id = $1 AND name = $2");
    private static final Statement ENDED = new Statement("""
            SELECT definition, state, count(*) AS runs FROM runs
            WHERE tenant_id = $1 AND name = $2 AND finished_at >= $3 AND finished_at < $4 AND created_at >= $5
              AND state IN ('succeeded', 'failed') GROUP BY definition, state""");

    List<Rollout> running(SqlConnection connection, UUID tenant) {
        return RUNNING.run(connection, tenant).stream()
                .map(RolloutRows::rollout)
                .toList();
    }

    Optional<Rollout> find(SqlConnection connection, UUID tenant, String name) {
        return FIND.run(connection, tenant, name).stream().findFirst().map(RolloutRows::rollout);
    }

    /** Locked. @param before those that were counted up to then or later need not be counted again */
    List<Rollout> due(SqlConnection connection, Instant before) {
        return DUE.run(connection, before).stream().map(RolloutRows::rollout).toList();
    }

    void begin(SqlConnection connection, Rollout rollout) {
        PUT.run(
                connection,
                rollout.tenant(),
                rollout.name(),
                rollout.version().number(),
                rollout.version().id(),
                rollout.base().number(),
                rollout.base().id(),
                rollout.percentage(),
                rollout.times().startedAt());
    }

    void resize(SqlConnection connection, Rollout rollout, double percentage) {
        RESIZE.run(connection, rollout.tenant(), rollout.name(), percentage);
    }

    void count(SqlConnection connection, Rollout rollout, Tally candidate, Tally base, Instant until) {
        COUNT.run(
                connection,
                rollout.tenant(),
                rollout.name(),
                candidate.succeeded(),
                candidate.failed(),
                base.succeeded(),
                base.failed(),
                until);
    }

    void rollBack(SqlConnection connection, Rollout rollout, String reason, Instant now) {
        ROLL_BACK.run(connection, rollout.tenant(), rollout.name(), reason, now);
    }

    /** @return whether there was one */
    boolean delete(SqlConnection connection, UUID tenant, String name) {
        return DELETE.run(connection, tenant, name).rowCount() == 1;
    }

    /** How the runs that have ended since the last count have ended, by the id of their version. */
    Map<String, Tally> ended(SqlConnection connection, Rollout rollout, Instant until) {
        var tallies = new HashMap<String, Tally>();
        var rows = ENDED.run(
                connection,
                rollout.tenant(),
                rollout.name(),
                rollout.times().countedUntil(),
                until,
                rollout.times().startedAt());
        for (var row : rows) {
            var runs = row.getLong("runs");
            var tally = row.getString("state").equals("failed") ? new Tally(0, runs) : new Tally(runs, 0);
            tallies.merge(row.getString("definition"), tally, Tally::plus);
        }
        return tallies;
    }

    private static Rollout rollout(Row row) {
        return new Rollout(
                row.getUUID("tenant_id"),
                row.getString("name"),
                new Rollout.Version(
                        row.getInteger("version"),
                        row.getUUID("version_id"),
                        new Tally(row.getLong("succeeded"), row.getLong("failed"))),
                new Rollout.Version(
                        row.getInteger("base_version"),
                        row.getUUID("base_id"),
                        new Tally(row.getLong("base_succeeded"), row.getLong("base_failed"))),
                row.getDouble("percentage"),
                row.getString("state").equals("running"),
                row.getString("reason"),
                new Rollout.Times(instant(row, "counted_until"), instant(row, "started_at"), instant(row, "ended_at")));
    }
}
