package io.focusforge.orchestrator.erase;

import io.focusforge.common.erasure.RowsOfUser;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The tables that name their user. Events are never changed: they are forgotten with the key that their data is sealed with. */
class TaskData {
    private static final String TASKS = """
            WITH gone AS MATERIALIZED (
                SELECT tenant_id, id FROM tasks WHERE tenant_id = $1 AND owner_id = $2 ORDER BY id LIMIT $3::int),
            under_way AS (DELETE FROM sagas AS s USING gone WHERE s.tenant_id = gone.tenant_id AND s.task_id = gone.id)
            DELETE FROM tasks AS t USING gone WHERE t.tenant_id = gone.tenant_id AND t.id = gone.id""";
    /** Those from before there were keys. The others stay: without their user's key they say no more than that there was something. */
    private static final String EVENTS = """
            DELETE FROM events WHERE (tenant_id, stream_id, version) IN (
                SELECT tenant_id, stream_id, version FROM events
                WHERE tenant_id = $1 AND user_id = $2 AND data_key IS NULL LIMIT $3::int)""";

    private static final String KEYS = """
            DELETE FROM subject_keys WHERE (tenant_id, user_id) IN (
                SELECT tenant_id, user_id FROM subject_keys WHERE tenant_id = $1 AND user_id = $2 LIMIT $3::int)""";
    /** What was made of the user's events so far is made anew without them. */
    private static final String REBUILDS = """
            UPDATE projection_rebuilds SET state = 'clearing', stream_after = NULL
            WHERE tenant_id = $1 AND state IN ('building', 'catching_up') AND $2::uuid IS NOT NULL AND $3::int > 0""";

    private static final String SNAPSHOTS = """
            DELETE FROM event_snapshots WHERE (tenant_id, stream_id, version) IN (
                SELECT tenant_id, stream_id, version FROM event_snapshots WHERE tenant_id = $1 AND user_id = $2 LIMIT $3::int)""";
    private static final String WORDS = """
            DELETE FROM task_words WHERE (tenant_id, owner_id, word, task_id) IN (
                SELECT tenant_id, owner_id, word, task_id FROM task_words WHERE tenant_id = $1 AND owner_id = $2 LIMIT $3::int)""";
    private static final String DEPENDENCIES = """
            DELETE FROM task_dependencies WHERE (tenant_id, task_id, depends_on) IN (
                SELECT tenant_id, task_id, depends_on FROM task_dependencies
                WHERE tenant_id = $1 AND owner_id = $2 LIMIT $3::int)""";
    private static final String SERIES = """
            DELETE FROM task_series WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM task_series WHERE tenant_id = $1 AND owner_id = $2 LIMIT $3::int)""";
    private static final String PLANS = """
            DELETE FROM plans WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM plans WHERE tenant_id = $1 AND owner_id = $2 LIMIT $3::int)""";
    private static final String APPOINTMENTS = """
            DELETE FROM appointments WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM appointments WHERE tenant_id = $1 AND owner_id = $2 LIMIT $3::int)""";
    private static final String FOCUS_SESSIONS = """
            DELETE FROM focus_sessions WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM focus_sessions WHERE tenant_id = $1 AND owner_id = $2 LIMIT $3::int)""";

    @Produces
    @Singleton
    SubjectData tasks(TenantDatabase database) {
        return new RowsOfUser(database, "tasks", TASKS);
    }

    @Produces
    @Singleton
    SubjectData taskWords(TenantDatabase database) {
        return new RowsOfUser(database, "task_words", WORDS);
    }

    @Produces
    @Singleton
    SubjectData taskDependencies(TenantDatabase database) {
        return new RowsOfUser(database, "task_dependencies", DEPENDENCIES);
    }

    @Produces
    @Singleton
    SubjectData taskSeries(TenantDatabase database) {
        return new RowsOfUser(database, "task_series", SERIES);
    }

    @Produces
    @Singleton
    SubjectData appointments(TenantDatabase database) {
        return new RowsOfUser(database, "appointments", APPOINTMENTS);
    }

    @Produces
    @Singleton
    SubjectData focusSessions(TenantDatabase database) {
        return new RowsOfUser(database, "focus_sessions", FOCUS_SESSIONS);
    }

    @Produces
    @Singleton
    SubjectData plans(TenantDatabase database) {
        return new RowsOfUser(database, "plans", PLANS);
    }

    @Produces
    @Singleton
    SubjectData events(TenantDatabase database) {
        return new RowsOfUser(database, "events", EVENTS);
    }

    /** Before the rebuilds, which then find nothing of the user any more. */
    @Produces
    @Singleton
    SubjectData eventKeys(TenantDatabase database) {
        return new RowsOfUser(database, "event_keys", KEYS);
    }

    @Produces
    @Singleton
    SubjectData rebuilds(TenantDatabase database) {
        return new RowsOfUser(database, "rebuilds", REBUILDS);
    }

    /** And once more behind the tasks: who went on with one meanwhile has made another key. */
    @Produces
    @Singleton
    SubjectData lastEventKeys(TenantDatabase database) {
        return new RowsOfUser(database, "user_event_keys", KEYS);
    }

    @Produces
    @Singleton
    SubjectData eventSnapshots(TenantDatabase database) {
        return new RowsOfUser(database, "event_snapshots", SNAPSHOTS);
    }
}
