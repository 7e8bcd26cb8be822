package io.focusforge.orchestrator.runapi;

import io.focusforge.common.erasure.RowsOfUser;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.runengine.RunsConfig;
import io.focusforge.orchestrator.runstore.Statement;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Runs go some time after their end, and with the person whose they are. */
@ApplicationScoped
class RunRetention {
    private static final int AT_ONCE = 500;
    private static final String GONE = """
            , steps AS (DELETE FROM run_steps AS s USING gone WHERE s.tenant_id = gone.tenant_id AND s.run_id = gone.id),
            signals AS (DELETE FROM run_signals AS s USING gone WHERE s.tenant_id = gone.tenant_id AND s.run_id = gone.id)
            DELETE FROM runs AS r USING gone WHERE r.tenant_id = gone.tenant_id AND r.id = gone.id""";
    private static final Statement OLD = new Statement("""
            WITH gone AS MATERIALIZED (
                SELECT tenant_id, id FROM runs WHERE finished_at < $1 ORDER BY finished_at LIMIT $2::int FOR UPDATE SKIP LOCKED)
            """ + GONE);
    private static final String OF_USER = """
            WITH gone AS MATERIALIZED (
                SELECT tenant_id, id FROM runs WHERE tenant_id = $1 AND user_id = $2 ORDER BY id LIMIT $3::int)
            """ + GONE;

    private final TenantDatabase database;
    private final RunsConfig config;
    private final Clock clock;

    RunRetention(TenantDatabase database, RunsConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Produces
    @Singleton
    SubjectData runs(TenantDatabase data) {
        return new RowsOfUser(data, "runs", OF_USER);
    }

    @Scheduled(every = "{focusforge.runs.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        var oldest = clock.instant().minus(config.retention());
        int gone;
        do {
            gone = database.acrossTenants(
                    connection -> OLD.run(connection, oldest, AT_ONCE).rowCount());
        } while (gone == AT_ONCE);
    }
}
