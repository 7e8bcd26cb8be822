package io.focusforge.orchestrator.saga;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The sagas of the caller's tenant, for its operators. */
@Path("/api/v1/sagas")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.SAGAS_ADMIN)
@RunOnVirtualThread
@Tag(name = "sagas")
public class SagaResource {
    private final SagaDesk desk;
    private final CurrentCaller caller;

    SagaResource(SagaDesk desk, CurrentCaller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "The sagas of the tenant, the newest first")
    public Page<SagaView> list(
            @QueryParam("state") String state,
            @QueryParam("kind") String kind,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var most = Page.limit(limit);
        var before = Cursor.decode(cursor);
        var filter = new SagaFilter(
                SagaState.asked(state), SagaDesk.kind(kind), before == null ? null : before.after(), most + 1);
        return Page.of(desk.list(caller.get().tenant(), filter), most, saga -> new Cursor(saga.id()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A saga with its steps")
    public SagaView get(String id) {
        return desk.get(caller.get().tenant(), id);
    }

    @POST
    @Path("{id}/retry")
    @Operation(summary = "Go on with a saga that is stuck; its steps get all their attempts anew")
    public SagaView retry(String id) {
        return desk.retry(caller.get().tenant(), id);
    }

    @POST
    @Path("{id}/compensate")
    @Operation(
            summary = "Give up a saga and undo what it has done",
            description = "Refused with 409 where there is no way back any more.")
    public SagaView compensate(String id) {
        return desk.turnBack(caller.get().tenant(), id);
    }

    @POST
    @Path("{id}/abandon")
    @Operation(
            summary = "End a saga where it stands",
            description = "Nothing more is done or undone. An attempt that is under way may still come to its end.")
    public SagaView abandon(String id) {
        return desk.abandon(caller.get().tenant(), id);
    }
}
