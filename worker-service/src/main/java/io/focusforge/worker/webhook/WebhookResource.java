package io.focusforge.worker.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public API of webhook endpoints. */
@Path(WebhookResource.PATH)
@Tag(name = "webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WebhookResource {
    static final String PATH = "/api/v1/webhooks";

    private final CurrentCaller caller;
    private final Endpoints endpoints;
    private final Issuance issuance;
    private final ObjectMapper json;
    private final Clock clock;

    WebhookResource(CurrentCaller caller, Endpoints endpoints, Issuance issuance, ObjectMapper json, Clock clock) {
        this.caller = caller;
        this.endpoints = endpoints;
        this.issuance = issuance;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(
            summary = "Make an endpoint",
            description = "Its secret is in this answer only, also when the request is repeated under its key.")
    public Response create(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull NewEndpoint body)
            throws JsonProcessingException {
        var key = IdempotencyKey.of(idempotencyKey, "POST " + PATH, json.writeValueAsBytes(body));
        return issuance.create(new Issuance.Request(caller.get(), key), body).response();
    }

    @GET
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "List your endpoints, newest first")
    public Page<EndpointView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return endpoints
                .list(caller.get(), Page.limit(limit), Cursor.decode(cursor))
                .map(this::view);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "Look at an endpoint", description = "When it is disabled, 'disabledReason' says why.")
    public EndpointView get(@PathParam("id") String id) {
        return view(endpoints.get(caller.get(), parse(id)));
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(summary = "Change, disable or enable an endpoint")
    public EndpointView edit(@PathParam("id") String id, @Valid @NotNull EditEndpoint body) {
        return view(endpoints.edit(caller.get(), parse(id), body));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(summary = "Remove an endpoint and its delivery log", description = "Jobs that still name it will die.")
    public void remove(@PathParam("id") String id) {
        endpoints.remove(caller.get(), parse(id));
    }

    private EndpointView view(Endpoint endpoint) {
        return EndpointView.of(endpoint, clock.instant());
    }

    static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Endpoints.unknown();
        }
    }
}
