package io.focusforge.orchestrator.creation;

import io.focusforge.common.id.Ids;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.task.TaskKey;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Finds sagas whose runner has died, and asks the worker to go on with them. Any number of replicas may sweep at once. */
@ApplicationScoped
class SagaSweeper {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String LOST = """
            WITH lost AS (
                SELECT sagas.tenant_id, sagas.task_id FROM run_engines JOIN sagas ON sagas.engine_id = run_engines.id
                WHERE run_engines.lost LIMIT $2 FOR UPDATE OF sagas SKIP LOCKED)
            UPDATE sagas SET resume_at = $1, engine_id = NULL
            FROM lost WHERE sagas.tenant_id = lost.tenant_id AND sagas.task_id = lost.task_id""";
    /** A saga whose last job has not been told to the worker yet is not asked for again. */
    private static final String DUE = """
            SELECT tenant_id, user_id, task_id, asked, traceparent FROM sagas
            WHERE resume_at <= $1 AND stuck_at IS NULL AND NOT EXISTS (
                SELECT FROM outbox
                WHERE outbox.tenant_id = sagas.tenant_id AND outbox.id = sagas.job_id AND sent_at IS NULL)
            ORDER BY resume_at LIMIT $2 FOR UPDATE SKIP LOCKED""";

    private static final String ASKED = """
            UPDATE sagas SET resume_at = again.at, asked = asked + 1, job_id = again.job
            FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS again (tenant, task, job, at)
            WHERE tenant_id = again.tenant AND task_id = again.task""";

    private final TenantDatabase database;
    private final Outbox outbox;
    private final Jobs jobs;
    private final SagaPolicy policy;
    private final CreationConfig config;
    private final Clock clock;

    SagaSweeper(
            TenantDatabase database, Outbox outbox, Jobs jobs, SagaPolicy policy, CreationConfig config, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.jobs = jobs;
        this.policy = policy;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.tasks.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        database.acrossTenants(this::ask);
    }

    private int ask(SqlConnection connection) {
        var now = clock.instant();
        var terms = Tuple.of(now.atOffset(ZoneOffset.UTC), config.sweepBatch());
        execute(connection, LOST, terms);
        var stopped = execute(connection, DUE, terms).stream()
                .map(row -> stopped(row, now))
                .toList();
        if (!stopped.isEmpty()) {
            outbox.add(connection, stopped.stream().map(this::job).toList());
            execute(connection, ASKED, columns(stopped));
        }
        return stopped.size();
    }

    private OutboxMessage job(Stopped saga) {
        return jobs.analyze(saga.job(), saga.key(), null, saga.traceparent());
    }

    private Stopped stopped(Row row, Instant now) {
        var key = new TaskKey(row.getUUID(0), row.getUUID(1), row.getUUID(2));
        return new Stopped(key, Ids.next(), policy.askAgainAt(now, row.getInteger(3)), row.getString(4));
    }

    private static Tuple columns(List<Stopped> sagas) {
        return Tuple.of(
                sagas.stream().map(saga -> saga.key().tenant()).toArray(UUID[]::new),
                sagas.stream().map(saga -> saga.key().id()).toArray(UUID[]::new),
                sagas.stream().map(Stopped::job).toArray(UUID[]::new),
                sagas.stream()
                        .map(saga -> saga.again().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }

    private record Stopped(TaskKey key, UUID job, Instant again, String traceparent) {}
}
