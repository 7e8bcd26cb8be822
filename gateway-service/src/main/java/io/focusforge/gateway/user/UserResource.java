package io.focusforge.gateway.user;

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
import io.focusforge.gateway.tenant.ActingTenant;
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

/** The users of the caller's tenant, or of the tenant that an operator names by {@code tenantId}. */
@Path(UserResource.PATH)
@RunOnVirtualThread
@RolesAllowed(Scopes.USERS_ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {
    static final String PATH = "/api/v1/users";

    private final UserStore users;
    private final Creations creations;
    private final CurrentCaller caller;
    private final Clock clock;

    UserResource(UserStore users, Creations creations, CurrentCaller caller, Clock clock) {
        this.users = users;
        this.creations = creations;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    public Response create(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull NewUser body) {
        var tenant = ActingTenant.of(caller.get(), body.tenantId());
        var user = new User(tenant, Ids.next(), body.name().strip(), body.email(), clock.instant());
        var creation = new Creation<>(caller.get(), tenant, user.id(), PATH, body, user);
        return creations.create(
                creation, idempotencyKey, connection -> users.insert(connection, user), user, id -> find(tenant, id));
    }

    @GET
    public Page<User> list(
            @QueryParam("tenantId") String tenantId,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return users.list(tenant(tenantId), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("{id}")
    public User get(@PathParam("id") String id, @QueryParam("tenantId") String tenantId) {
        return find(tenant(tenantId), ResourceId.parse(id, "user"));
    }

    private User find(UUID tenant, UUID id) {
        return users.find(tenant, id).orElseThrow(() -> ProblemException.notFound("user"));
    }

    private UUID tenant(String named) {
        return ActingTenant.of(caller.get(), named == null ? null : ResourceId.parse(named, "tenant"));
    }
}
