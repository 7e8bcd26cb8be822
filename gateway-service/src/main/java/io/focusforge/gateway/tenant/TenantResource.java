package io.focusforge.gateway.tenant;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.gateway.resource.Creation;
import io.focusforge.gateway.resource.Creations;
import io.focusforge.gateway.resource.PageRequest;
import io.focusforge.gateway.resource.ResourceId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;

/** For operators: the tenants of the installation. */
@Path(TenantResource.PATH)
@RunOnVirtualThread
@RolesAllowed(Scopes.TENANTS_ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TenantResource {
    static final String PATH = "/api/v1/tenants";

    private final TenantStore tenants;
    private final Creations creations;
    private final CurrentCaller caller;
    private final Clock clock;

    TenantResource(TenantStore tenants, Creations creations, CurrentCaller caller, Clock clock) {
        this.tenants = tenants;
        this.creations = creations;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    public Response create(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull NewTenant body) {
        var tenant = new Tenant(Ids.next(), body.name().strip(), clock.instant());
        var creation = new Creation<>(caller.get(), tenant.id(), tenant.id(), PATH, body, tenant);
        return creations.create(
                creation, idempotencyKey, connection -> tenants.insert(connection, tenant), tenant, this::find);
    }

    @GET
    public Page<Tenant> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return tenants.list(PageRequest.of(limit, cursor));
    }

    @GET
    @Path("{id}")
    public Tenant get(@PathParam("id") String id) {
        return find(ResourceId.parse(id, "tenant"));
    }

    private Tenant find(UUID id) {
        return tenants.find(id).orElseThrow(() -> ProblemException.notFound("tenant"));
    }
}
