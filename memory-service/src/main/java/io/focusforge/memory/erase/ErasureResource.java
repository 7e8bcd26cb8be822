package io.focusforge.memory.erase;

import io.focusforge.common.identity.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What has become of erasures. */
@Path(ErasureResource.PATH)
@Tag(name = "erasure")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ErasureResource {
    static final String PATH = "/api/v1/erasures";

    private final Erasures erasures;
    private final CurrentCaller caller;

    ErasureResource(Erasures erasures, CurrentCaller caller) {
        this.erasures = erasures;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "The receipt of an erasure: what was erased, where, how much and when")
    public Receipt receipt(@PathParam("id") String id) {
        return erasures.find(caller.get(), PathId.of(id, "erasure"));
    }
}
