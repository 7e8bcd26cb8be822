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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A caller's memories as a stream of lines. */
@Path("/api/v1/memories/export")
@Tag(name = "memory")
@RunOnVirtualThread
public class ExportResource {
    static final String NDJSON = "application/x-ndjson";

    private final Export export;
    private final Holdings holdings;
    private final CurrentCaller caller;

    ExportResource(Export export, Holdings holdings, CurrentCaller caller) {
        this.export = export;
        this.holdings = holdings;
        this.caller = caller;
    }

    @GET
    @Produces(NDJSON)
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(
            summary = "All memories of the caller as lines of JSON, the oldest first",
            description =
                    "Also those that were merged or superseded, and those not true now, unless state or at say otherwise."
                            + " The last line has the count: a stream without it was cut, and goes on after the cursor of its last line.")
    public Response export(@BeanParam ListParameters filter, @QueryParam("after") String after) {
        var owner = Owner.of(caller.get());
        var from = after == null ? null : Cursor.decode(after).after();
        var chosen = holdings.chosen(owner, filter);
        StreamingOutput lines = out -> export.write(last -> chosen.after(last, Export.BATCH), from, out);
        return Response.ok(lines, NDJSON).build();
    }
}
