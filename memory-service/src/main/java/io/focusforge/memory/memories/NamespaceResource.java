package io.focusforge.memory.memories;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The namespaces of a caller's memories. One comes with its first memory and goes with its last. */
@Path(MemoryResource.PATH + "/namespaces")
@Tag(name = "memory")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class NamespaceResource {
    private final Namespaces namespaces;
    private final NamespaceRemoval removal;
    private final CurrentCaller caller;
    private final Clock clock;

    NamespaceResource(Namespaces namespaces, NamespaceRemoval removal, CurrentCaller caller, Clock clock) {
        this.namespaces = namespaces;
        this.removal = removal;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "List the namespaces of the caller's memories, each with its number of active ones")
    public Page<Namespaces.Namespace> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        var size = Page.limit(limit);
        var found = namespaces.list(Owner.of(caller.get()), decode(cursor), size, clock.instant());
        return found.size() <= size
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, size), encode(found.get(size - 1).namespace()));
    }

    /** 204 when all is gone, 202 when the rest goes in the background. */
    @DELETE
    @Path("/{namespace}")
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Forget all memories of a namespace")
    public Response remove(@PathParam("namespace") String namespace) {
        return switch (removal.start(Owner.of(caller.get()), namespace)) {
            case NOTHING_THERE -> throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such namespace.");
            case DONE -> Response.noContent().build();
            case GOES_ON ->
                Response.accepted(Map.of("namespace", namespace, "deleting", true))
                        .build();
        };
    }

    private static String encode(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            return cursor == null ? null : new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ErrorCode.INVALID_CURSOR,
                    "Use the nextCursor of the previous page as it is, or leave 'cursor' out.");
        }
    }
}
