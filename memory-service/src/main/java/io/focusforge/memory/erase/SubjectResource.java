package io.focusforge.memory.erase;

import io.focusforge.common.identity.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Erases people. Who may do it depends on whom it is about. */
@Path("/api/v1/subjects/{user}")
@Tag(name = "erasure")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SubjectResource {
    private final Erasures erasures;
    private final CurrentCaller caller;

    SubjectResource(Erasures erasures, CurrentCaller caller) {
        this.erasures = erasures;
        this.caller = caller;
    }

    @DELETE
    @Operation(
            summary = "Erase all that is kept of a user",
            description = "Takes users:admin, or memories:write of the user. Answers 202 with the receipt to look at;"
                    + " asked again while it goes on, with the same one.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Receipt.class)))
    public Response erase(@PathParam("user") String user) {
        var who = caller.get();
        var receipt = erasures.begin(who, PathId.of(user, "user"));
        return Response.accepted(receipt)
                .header(HttpHeaders.LOCATION, ErasureResource.PATH + "/" + receipt.id())
                .build();
    }
}
