package io.focusforge.memory.bulk;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.memory.memories.Owner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes a caller's memories from a stream of lines. */
@Path(ImportResource.PATH)
@Tag(name = "memory")
@RunOnVirtualThread
public class ImportResource {
    public static final String PATH = "/api/v1/memories/import";

    private final Import imports;
    private final CurrentCaller caller;

    ImportResource(Import imports, CurrentCaller caller) {
        this.imports = imports;
        this.caller = caller;
    }

    @POST
    @Consumes(ExportResource.NDJSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(
            summary = "Take memories from lines of JSON, as an export writes them",
            description =
                    "A memory that is there already, by its id, is left as it is, and a line without an id is known by what it"
                            + " says. A line that is no memory is refused and named in the report; the others are kept.")
    public ImportReport read(@QueryParam("dryRun") boolean dryRun, InputStream body) throws IOException {
        return imports.read(Owner.of(caller.get()), body, dryRun);
    }
}
