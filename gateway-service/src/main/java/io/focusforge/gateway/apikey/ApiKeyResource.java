package io.focusforge.gateway.apikey;

import io.focusforge.common.apikey.PresentedKey;
import io.focusforge.common.apikey.SecretHash;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.AllowedModels;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;

/** The keys of the caller's tenant, or of the tenant that an operator names by {@code tenantId}. */
@Path(ApiKeyResource.PATH)
@RunOnVirtualThread
@RolesAllowed(Scopes.KEYS_ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ApiKeyResource {
    static final String PATH = "/api/v1/api-keys";

    private final ApiKeyStore keys;
    private final KeyRing ring;
    private final Creations creations;
    private final CurrentCaller caller;
    private final Clock clock;

    ApiKeyResource(ApiKeyStore keys, KeyRing ring, Creations creations, CurrentCaller caller, Clock clock) {
        this.keys = keys;
        this.ring = ring;
        this.creations = creations;
        this.caller = caller;
        this.clock = clock;
    }

    /** The secret is in this answer only; a replay under the same {@code Idempotency-Key} returns the key without it. */
    @POST
    public Response create(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull NewApiKey body) {
        var tenant = ActingTenant.of(caller.get(), body.tenantId());
        var presented = PresentedKey.generate(Ids.next());
        var key = body.keyFor(caller.get(), tenant, presented.id(), clock.instant());
        var creation =
                new Creation<>(caller.get(), tenant, key.id(), PATH, body, ApiKeyView.withSecret(key, presented));
        return creations.create(
                creation,
                idempotencyKey,
                connection -> keys.insert(connection, key, SecretHash.of(presented.secret())),
                ApiKeyView.of(key),
                id -> find(tenant, id));
    }

    @GET
    public Page<ApiKeyView> list(
            @QueryParam("tenantId") String tenantId,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return keys.list(tenant(tenantId), PageRequest.of(limit, cursor)).map(ApiKeyView::of);
    }

    @GET
    @Path("{id}")
    public ApiKeyView get(@PathParam("id") String id, @QueryParam("tenantId") String tenantId) {
        return find(tenant(tenantId), ResourceId.parse(id, "API key"));
    }

    /** Says which models the key may ask for from now on: at once here, and within the look-up cache's time on every other replica. */
    @PUT
    @Path("{id}/models")
    public ApiKeyView limitModels(
            @PathParam("id") String id, @QueryParam("tenantId") String tenantId, @Valid @NotNull KeyModels body) {
        return changed(id, tenantId, KeyModels.granted(caller.get(), body.models()));
    }

    /** Lets the key ask for every model that the caller may ask for. */
    @DELETE
    @Path("{id}/models")
    public ApiKeyView allowModels(@PathParam("id") String id, @QueryParam("tenantId") String tenantId) {
        return changed(id, tenantId, caller.get().models());
    }

    /** Revokes the key: at once here, and within the look-up cache's time on every other replica. */
    @DELETE
    @Path("{id}")
    public void revoke(@PathParam("id") String id, @QueryParam("tenantId") String tenantId) {
        var key = ResourceId.parse(id, "API key");
        if (!keys.revoke(tenant(tenantId), key, clock.instant())) {
            throw ProblemException.notFound("API key");
        }
        ring.forget(key);
    }

    private ApiKeyView changed(String id, String tenantId, AllowedModels models) {
        var key = ResourceId.parse(id, "API key");
        var view = keys.limit(tenant(tenantId), key, models)
                .map(ApiKeyView::of)
                .orElseThrow(() -> ProblemException.notFound("API key"));
        ring.forget(key);
        return view;
    }

    private ApiKeyView find(UUID tenant, UUID id) {
        return keys.find(tenant, id).map(ApiKeyView::of).orElseThrow(() -> ProblemException.notFound("API key"));
    }

    private UUID tenant(String named) {
        return ActingTenant.of(caller.get(), named == null ? null : ResourceId.parse(named, "tenant"));
    }
}
