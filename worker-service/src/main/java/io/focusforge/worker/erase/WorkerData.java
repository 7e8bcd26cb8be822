package io.focusforge.worker.erase;

import io.focusforge.common.erasure.RowsOfUser;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The tables that name their user. A job that runs while its row is erased is stopped, and can store nothing any more. */
class WorkerData {
    private static final String WITH_JOBS = """
            WITH gone AS MATERIALIZED (
                SELECT tenant_id, id FROM %1$s WHERE tenant_id = $1 AND user_id = $2 ORDER BY id LIMIT $3::int),
            progress AS (DELETE FROM job_progress AS p USING gone WHERE p.tenant_id = gone.tenant_id AND p.job_id = gone.id),
            lines AS (DELETE FROM job_log AS l USING gone WHERE l.tenant_id = gone.tenant_id AND l.job_id = gone.id),
            answers AS (DELETE FROM inference_answers AS a USING gone WHERE a.tenant_id = gone.tenant_id AND a.job_id = gone.id),
            places AS (DELETE FROM flow_jobs AS f USING gone WHERE f.tenant_id = gone.tenant_id AND f.job_id = gone.id)
            DELETE FROM %1$s AS j USING gone WHERE j.tenant_id = gone.tenant_id AND j.id = gone.id""";
    private static final String WEBHOOKS = """
            WITH gone AS MATERIALIZED (
                SELECT tenant_id, id FROM webhook_endpoints WHERE tenant_id = $1 AND user_id = $2 ORDER BY id LIMIT $3::int),
            log AS (DELETE FROM webhook_deliveries AS d USING gone WHERE d.tenant_id = gone.tenant_id AND d.endpoint_id = gone.id)
            DELETE FROM webhook_endpoints AS e USING gone WHERE e.tenant_id = gone.tenant_id AND e.id = gone.id""";
    private static final String SCHEDULES = """
            DELETE FROM schedules WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM schedules WHERE tenant_id = $1 AND user_id = $2 ORDER BY id LIMIT $3::int)""";
    private static final String DEDUPE_KEYS = """
            DELETE FROM job_dedupe WHERE (tenant_id, user_id, type, key) IN (
                SELECT tenant_id, user_id, type, key FROM job_dedupe WHERE tenant_id = $1 AND user_id = $2 LIMIT $3::int)""";

    @Produces
    @Singleton
    SubjectData jobs(TenantDatabase database) {
        return new RowsOfUser(database, "jobs", WITH_JOBS.formatted("jobs"));
    }

    @Produces
    @Singleton
    SubjectData finishedJobs(TenantDatabase database) {
        return new RowsOfUser(database, "jobs-finished", WITH_JOBS.formatted("finished_jobs"));
    }

    @Produces
    @Singleton
    SubjectData schedules(TenantDatabase database) {
        return new RowsOfUser(database, "schedules", SCHEDULES);
    }

    @Produces
    @Singleton
    SubjectData webhooks(TenantDatabase database) {
        return new RowsOfUser(database, "webhooks", WEBHOOKS);
    }

    @Produces
    @Singleton
    SubjectData dedupeKeys(TenantDatabase database) {
        return new RowsOfUser(database, "dedupe-keys", DEDUPE_KEYS);
    }
}
