package io.focusforge.worker.rollup;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of a tenant's jobs. */
@Path("/api/v1/jobs/statistics")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatisticsResource {
    private static final int MOST = 2_000;

    private final CurrentCaller caller;
    private final RollupStore store;
    private final TenantDatabase database;
    private final Clock clock;

    StatisticsResource(CurrentCaller caller, RollupStore store, TenantDatabase database, Clock clock) {
        this.caller = caller;
        this.store = store;
        this.database = database;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(
            summary = "Count the finished jobs of your tenant by hour, queue and type",
            description = "Of the last 24 hours, unless 'from' and 'to' say otherwise; at most of the last seven days.")
    public Statistics get(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("queue") String queue,
            @QueryParam("type") String type) {
        var tenant = caller.get().tenant();
        var query = StatisticsQuery.of(from, to, queue, type, clock.instant());
        return database.inTransaction(
                tenant,
                connection ->
                        statistics(store.read(connection, tenant, query, MOST + 1), store.refreshedAt(connection)));
    }

    private static Statistics statistics(List<HourOfJobs> found, Instant refreshedAt) {
        var truncated = found.size() > MOST;
        return new Statistics(truncated ? found.subList(0, MOST) : found, truncated, refreshedAt);
    }
}
