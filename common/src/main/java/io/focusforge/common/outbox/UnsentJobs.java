package io.focusforge.common.outbox;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Erased;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/**
 * Jobs of a person that the worker was not asked for yet: what it was asked for is not kept here any more. The relay is waited for, so that
 * none is on its way when this is done. A service that asks for jobs in the name of people declares a bean of this class.
 */
public final class UnsentJobs implements SubjectData {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String AFTER_THE_RELAY = "SELECT pg_advisory_xact_lock(hashtext('outbox'), hashtext('job'))";
    // events are no JSON where there are several in a row
    private static final String DELETE = """
            DELETE FROM outbox WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM outbox WHERE kind = 'job' AND sent_at IS NULL AND tenant_id = $1
                    AND CASE WHEN kind = 'job' THEN payload::jsonb ->> 'user' END = $2::uuid::text LIMIT $3::int)""";

    private final TenantDatabase database;

    public UnsentJobs(TenantDatabase database) {
        this.database = database;
    }

    /** Behind most others, by name, whose erasure ends what would ask for more. */
    @Override
    public String place() {
        return "unsent-jobs";
    }

    @Override
    public Erased erase(DataSubject subject, int atMost) {
        var given = Tuple.of(subject.tenant(), subject.user(), atMost);
        return database.inTransaction(subject.tenant(), connection -> {
            execute(connection, AFTER_THE_RELAY, Tuple.tuple());
            return Erased.of(execute(connection, DELETE, given), atMost);
        });
    }

    private static int execute(SqlConnection connection, String sql, Tuple given) {
        return connection
                .preparedQuery(sql)
                .execute(given)
                .await()
                .atMost(TIMEOUT)
                .rowCount();
    }
}
