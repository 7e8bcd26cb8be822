package io.focusforge.worker.control;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Finds jobs for other features, wherever they are kept. */
@ApplicationScoped
public class JobLookup {
    private final Control control;
    private final ControlStore store;

    JobLookup(Control control, ControlStore store) {
        this.control = control;
        this.store = store;
    }

    /** @param id as the caller has sent it; whatever is not a job of theirs is not found */
    public Job own(Caller caller, String id) {
        return control.get(caller, parse(id));
    }

    /** Those that there still are, of any owner, without payloads and results. The connection has to reach all their tenants. */
    public List<Job> summaries(SqlConnection connection, Collection<JobKey> keys) {
        return store.summaries(connection, keys);
    }

    static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Control.noSuchJob();
        }
    }
}
