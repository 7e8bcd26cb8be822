package io.focusforge.memory.erase;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Erases people, and says what was erased. Who may do it depends on whom it is about. */
@Path("/api/v1")
@Tag(name = "erasure")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ErasureResource {
    private static final String ERASURES = "/api/v1/erasures/";

    private final Erasures erasures;
    private final CurrentCaller caller;

    ErasureResource(Erasures erasures, CurrentCaller caller) {
        this.erasures = erasures;
        this.caller = caller;
    }

    @DELETE
    @Path("/subjects/{user}")
    @Operation(
            summary = "Erase all that is kept of a user",
            description = "Takes users:admin, or memories:write of the user. Answers 202 with the receipt to look at;"
                    + " asked again while it goes on, with the same one.")
    public Response erase(@PathParam("user") String user) {
        var who = caller.get();
        var receipt = erasures.begin(who, id(user, "user"));
        return Response.accepted(receipt)
                .header(HttpHeaders.LOCATION, ERASURES + receipt.id())
                .build();
    }

    @GET
    @Path("/erasures/{id}")
    @Operation(summary = "The receipt of an erasure: what was erased, where, how much and when")
    public Receipt receipt(@PathParam("id") String id) {
        return erasures.find(caller.get(), id(id, "erasure"));
    }

    // What is not an id is the id of nothing.
    private static UUID id(String text, String what) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(what);
        }
    }
}
