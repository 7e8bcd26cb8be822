package io.focusforge.worker.testing;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.postgres.Statement;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes what a test leaves behind: what nobody serves would fill the window of its queue. */
@ApplicationScoped
public class Remains {
    private static final Statement REMOVE = new Statement("DELETE FROM jobs WHERE tenant_id = $1");

    private final TenantDatabase database;

    Remains(TenantDatabase database) {
        this.database = database;
    }

    public void remove(Jobs jobs) {
        database.inTransaction(jobs.tenant(), connection -> REMOVE.run(connection, jobs.tenant()));
    }
}
