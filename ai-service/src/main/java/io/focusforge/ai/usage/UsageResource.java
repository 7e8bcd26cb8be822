package io.focusforge.ai.usage;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller's tenant used. */
@Path("/api/v1/usage")
@Tag(name = "usage")
@Produces(MediaType.APPLICATION_JSON)
public class UsageResource {
    private final UsageReader reader;
    private final CurrentCaller caller;
    private final Clock clock;

    UsageResource(UsageReader reader, CurrentCaller caller, Clock clock) {
        this.reader = reader;
        this.caller = caller;
        this.clock = clock;
    }

    /** {@code from} and {@code to} are days (UTC) or instants, by default the last 30 days and today. */
    @GET
    @RolesAllowed(Scopes.USAGE_READ)
    @RunOnVirtualThread
    @Operation(
            summary = "Sum up tokens and cost",
            description =
                    "By any of day, provider, model, user and key, separated by commas; of all calls, or those of a model, user or key.")
    public UsageReport report(@BeanParam UsageQuery query) {
        var question = query.question(clock.instant());
        return reader.report(caller.get().tenant(), question);
    }
}
