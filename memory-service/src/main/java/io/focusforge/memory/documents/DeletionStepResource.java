package io.focusforge.memory.documents;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Steps of a document's deletion, for the orchestrator's saga {@code document-deletion}: 204 when done, also when it was done before. */
@Path("/internal/deletions/{id}")
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class DeletionStepResource {
    private final Deletions deletions;
    private final CurrentCaller caller;

    DeletionStepResource(Deletions deletions, CurrentCaller caller) {
        this.deletions = deletions;
        this.caller = caller;
    }

    /** The way back: 409 when another document has taken its place. */
    @POST
    @Path("show")
    @Operation(hidden = true)
    public void show(UUID id) {
        deletions.show(caller.get().tenant(), id);
    }

    /** 503 while the object store does not do it. */
    @POST
    @Path("file")
    @Operation(hidden = true)
    public void file(UUID id) {
        deletions.removeFile(caller.get().tenant(), id);
    }

    @POST
    @Path("rest")
    @Operation(hidden = true)
    public void rest(UUID id) {
        deletions.removeRest(caller.get().tenant(), id);
    }
}
