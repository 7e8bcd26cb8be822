package io.focusforge.memory.memories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A caller's memories, one by one. */
@Path(MemoryResource.PATH)
@Tag(name = "memory")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MemoryResource {
    static final String PATH = "/api/v1/memories";

    private final Memories memories;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    MemoryResource(Memories memories, CurrentCaller caller, ObjectMapper json) {
        this.memories = memories;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Remember something; it can be read at once and found by search within about a second")
    public Response remember(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull NewMemory body)
            throws JsonProcessingException {
        var key = idempotencyKey == null
                ? Optional.<IdempotencyKey>empty()
                : IdempotencyKey.of(idempotencyKey, "POST " + PATH, json.writeValueAsBytes(body));
        return answer(memories.remember(owner(), body, key));
    }

    @GET
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "List the caller's memories, newest first")
    public Page<MemoryView> list(
            @QueryParam("type") String type,
            @QueryParam("tag") String tag,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var filter = new MemoryFilter(Optional.ofNullable(type).map(MemoryResource::type), Optional.ofNullable(tag));
        return memories.list(owner(), filter, Cursor.decode(cursor), Page.limit(limit))
                .map(MemoryView::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "Read a memory")
    public MemoryView get(@PathParam("id") String id) {
        return MemoryView.of(memories.get(owner(), id(id)));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Forget a memory: its content is removed at once")
    public void forget(@PathParam("id") String id) {
        memories.forget(owner(), id(id));
    }

    private Owner owner() {
        return Owner.of(caller.get());
    }

    private static Response answer(Remembered remembered) {
        var memory = remembered.memory();
        var response = Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, PATH + "/" + memory.id())
                .entity(MemoryView.of(memory));
        return switch (remembered) {
            case Remembered.First _ -> response.build();
            case Remembered.Again _ ->
                response.header(IdempotencyKey.REPLAYED_HEADER, true).build();
        };
    }

    // What is not an id is the id of nothing.
    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("memory");
        }
    }

    private static MemoryType type(String text) {
        return Arrays.stream(MemoryType.values())
                .filter(type -> type.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid("type", "must be one of " + Arrays.toString(MemoryType.values())));
    }
}
