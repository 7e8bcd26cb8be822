package io.focusforge.orchestrator.runstore;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** New runs that no engine has yet. */
@ApplicationScoped
public class RunStore {
    private final TenantDatabase database;
    private final RunInserts inserts;
    private final StepWrites steps = new StepWrites();

    public RunStore(TenantDatabase database, Stored stored) {
        this.database = database;
        this.inserts = new RunInserts(stored);
    }

    public void insert(StoredRun run) {
        database.inTransaction(run.key().tenant(), connection -> {
            insert(connection, run, List.of());
            return run;
        });
    }

    /** Part of the caller's transaction. @param ended steps that need not run */
    public void insert(SqlConnection connection, StoredRun run, List<StepRow> ended) {
        inserts.insert(connection, null, run);
        steps.write(connection, run.key(), ended);
    }
}
