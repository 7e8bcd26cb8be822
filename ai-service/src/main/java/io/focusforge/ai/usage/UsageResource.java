package io.focusforge.ai.usage;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;

/** What the caller's tenant used. */
@Path("/api/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
public class UsageResource {
    private final UsageStore store;
    private final CurrentCaller caller;
    private final Clock clock;

    UsageResource(UsageStore store, CurrentCaller caller, Clock clock) {
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    /** Totals of tokens and cost; {@code from} and {@code to} are instants, by default the last 30 days. */
    @GET
    @RolesAllowed(Scopes.USAGE_READ)
    @RunOnVirtualThread
    public UsageReport report(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("groupBy") @DefaultValue("model") String groupBy) {
        var period = UsagePeriod.parse(from, to, clock.instant());
        var grouping = UsageGrouping.parse(groupBy);
        return new UsageReport(
                period.from(), period.to(), groupBy, store.totals(caller.get().tenant(), period, grouping));
    }
}
