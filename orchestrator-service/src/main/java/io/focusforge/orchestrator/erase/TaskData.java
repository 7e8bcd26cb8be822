package io.focusforge.orchestrator.erase;

import io.focusforge.common.erasure.RowsOfUser;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The tables that name their user. The events of a task that was deleted stay, and so are erased on their own. */
class TaskData {
    private static final String TASKS = """
            WITH gone AS MATERIALIZED (
                SELECT tenant_id, id FROM tasks WHERE tenant_id = $1 AND owner_id = $2 ORDER BY id LIMIT $3::int),
            under_way AS (DELETE FROM sagas AS s USING gone WHERE s.tenant_id = gone.tenant_id AND s.task_id = gone.id)
            DELETE FROM tasks AS t USING gone WHERE t.tenant_id = gone.tenant_id AND t.id = gone.id""";
    private static final String EVENTS = """
            DELETE FROM events WHERE (tenant_id, stream_id, version) IN (
                SELECT tenant_id, stream_id, version FROM events WHERE tenant_id = $1 AND user_id = $2 LIMIT $3::int)""";

    @Produces
    @Singleton
    SubjectData tasks(TenantDatabase database) {
        return new RowsOfUser(database, "tasks", TASKS);
    }

    @Produces
    @Singleton
    SubjectData events(TenantDatabase database) {
        return new RowsOfUser(database, "events", EVENTS);
    }
}
