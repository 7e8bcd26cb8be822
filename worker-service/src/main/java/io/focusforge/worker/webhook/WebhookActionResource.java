package io.focusforge.worker.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public API of webhook endpoints: what one does with one, and what became of the deliveries to it. */
@Path(WebhookResource.PATH + "/{id}")
@Tag(name = "webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WebhookActionResource {
    private final CurrentCaller caller;
    private final Endpoints endpoints;
    private final Issuance issuance;
    private final Trial trial;

    WebhookActionResource(CurrentCaller caller, Endpoints endpoints, Issuance issuance, Trial trial) {
        this.caller = caller;
        this.endpoints = endpoints;
        this.issuance = issuance;
        this.trial = trial;
    }

    @POST
    @Path("rotate-secret")
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(
            summary = "Give an endpoint a new secret",
            description = "The former one signs too for a while. The new one is in this answer only.")
    public Response rotate(@PathParam("id") String id, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var endpoint = WebhookResource.parse(id);
        return issuance.rotate(request(endpoint, "rotate-secret", idempotencyKey), endpoint)
                .response();
    }

    @POST
    @Path("test")
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(
            summary = "Send the event webhook.test to an endpoint",
            description = "By a job with one attempt, whose id is in the answer; then look at the delivery log.")
    public Response test(@PathParam("id") String id, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey)
            throws JsonProcessingException {
        var endpoint = WebhookResource.parse(id);
        return trial.start(request(endpoint, "test", idempotencyKey), endpoint).response();
    }

    @GET
    @Path("deliveries")
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "List the last attempts to deliver to an endpoint, newest first")
    public Page<Delivery> deliveries(
            @PathParam("id") String id, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return endpoints.deliveries(caller.get(), WebhookResource.parse(id), Page.limit(limit), Cursor.decode(cursor));
    }

    private Issuance.Request request(UUID id, String action, String idempotencyKey) {
        var operation = "POST " + WebhookResource.PATH + "/" + id + "/" + action;
        return new Issuance.Request(caller.get(), IdempotencyKey.of(idempotencyKey, operation, new byte[0]));
    }
}
