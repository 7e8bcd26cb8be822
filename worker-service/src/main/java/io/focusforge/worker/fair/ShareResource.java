package io.focusforge.worker.fair;

import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What tenants may take of the workers. For operators; a change holds from the dispatchers' next round on. */
@Path("/api/v1/queues/-/shares/{tenantId}")
@Tag(name = "queues")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TENANTS_ADMIN)
@RunOnVirtualThread
public class ShareResource {
    private final ShareSettings settings;

    ShareResource(ShareSettings settings) {
        this.settings = settings;
    }

    @GET
    @Operation(summary = "Look at what a tenant may take of the workers")
    public ShareView get(@PathParam("tenantId") String tenant) {
        return ShareView.of(settings.get(parse(tenant)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set a tenant's weight, concurrency and rate, across all queues and workers",
            description = "Tenants take turns by weight. What is left out is not limited.")
    public ShareView set(@PathParam("tenantId") String tenant, @NotNull @Valid SetShare body) {
        if (body.burst() != null && body.ratePerSecond() == null) {
            throw ProblemException.invalid("burst", "needs a ratePerSecond");
        }
        return ShareView.of(settings.set(parse(tenant), body));
    }

    @DELETE
    @Operation(summary = "Let a tenant take turns like everybody, without a limit")
    public Response remove(@PathParam("tenantId") String tenant) {
        settings.remove(parse(tenant));
        return Response.noContent().build();
    }

    private static UUID parse(String tenant) {
        try {
            return UUID.fromString(tenant);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("tenant");
        }
    }
}
