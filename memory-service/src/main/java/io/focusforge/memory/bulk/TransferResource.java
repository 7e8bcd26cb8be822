package io.focusforge.memory.bulk;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.memory.memories.Holdings;
import io.focusforge.memory.memories.ListParameters;
import io.focusforge.memory.memories.Owner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A caller's memories as a stream of lines, out and in. */
@Path("/api/v1/memories")
@Tag(name = "memory")
@RunOnVirtualThread
public class TransferResource {
    static final String NDJSON = "application/x-ndjson";

    private final Export export;
    private final Import imports;
    private final Holdings holdings;
    private final CurrentCaller caller;

    TransferResource(Export export, Import imports, Holdings holdings, CurrentCaller caller) {
        this.export = export;
        this.imports = imports;
        this.holdings = holdings;
        this.caller = caller;
    }

    @GET
    @Path("/export")
    @Produces(NDJSON)
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(
            summary = "All memories of the caller as lines of JSON, the oldest first",
            description = "Also those that were merged or superseded, and those not true now, unless state or at say otherwise."
                    + " The last line has the count: a stream without it was cut, and goes on after the cursor of its last line.")
    public Response export(@BeanParam ListParameters filter, @QueryParam("after") String after) {
        var owner = Owner.of(caller.get());
        var from = after == null ? null : Cursor.decode(after).after();
        var chosen = holdings.chosen(owner, filter);
        StreamingOutput lines = out -> export.write(last -> chosen.after(last, Export.BATCH), from, out);
        return Response.ok(lines, NDJSON).build();
    }

    @POST
    @Path("/import")
    @Consumes(NDJSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(
            summary = "Take memories from lines of JSON, as an export writes them",
            description = "A memory that is there already, by its id, is left as it is, and a line without an id is known by what it"
                    + " says. A line that is no memory is refused and named in the report; the others are kept.")
    public ImportReport read(@QueryParam("dryRun") boolean dryRun, InputStream body) throws IOException {
        return imports.read(Owner.of(caller.get()), body, dryRun);
    }
}
