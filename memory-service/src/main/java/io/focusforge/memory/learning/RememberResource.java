package io.focusforge.memory.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.MemoryResource;
import io.focusforge.memory.memories.MemoryView;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.memories.Remembered;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes in what is to be remembered. */
@Path(MemoryResource.PATH)
@Tag(name = "memory")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RememberResource {
    private final Verbatim verbatim;
    private final Learning learning;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    RememberResource(Verbatim verbatim, Learning learning, CurrentCaller caller, ObjectMapper json) {
        this.verbatim = verbatim;
        this.learning = learning;
        this.caller = caller;
        this.json = json;
    }

    /** A text is answered with its memory: 201 for a new one, 200 for one that says the same already and took it up. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Remember a text, or what a conversation says; found by search within about a second")
    @APIResponse(responseCode = "201", description = "A text: its memory, which is new")
    @APIResponse(
            responseCode = "200",
            description = "A text: the memory that took it up. Else: what was added, merged and superseded")
    public Response remember(
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull RememberRequest body)
            throws JsonProcessingException {
        var owner = Owner.of(caller.get());
        var turns = body.turns();
        var key = key(idempotencyKey, body);
        if (body.isToBeInferred()) {
            return learned(learning.learn(caller.get(), body, turns, key));
        }
        return body.messages() == null
                ? remembered(verbatim.text(owner, body, key))
                : learned(verbatim.messages(owner, body, key));
    }

    private Optional<IdempotencyKey> key(String header, RememberRequest body) throws JsonProcessingException {
        return header == null
                ? Optional.empty()
                : IdempotencyKey.of(header, "POST " + MemoryResource.PATH, json.writeValueAsBytes(body));
    }

    private static Response remembered(Remembered remembered) {
        return switch (remembered) {
            case Remembered.First(var memory, var _) -> memory(201, memory).build();
            case Remembered.Merged(var memory, var _) -> memory(200, memory).build();
            case Remembered.Again(var memory, var merged) ->
                memory(merged ? 200 : 201, memory)
                        .header(IdempotencyKey.REPLAYED_HEADER, true)
                        .build();
        };
    }

    private static Response.ResponseBuilder memory(int status, Memory memory) {
        return Response.status(status)
                .header(HttpHeaders.LOCATION, MemoryResource.PATH + "/" + memory.id())
                .entity(MemoryView.of(memory));
    }

    private static Response learned(Lesson lesson) {
        return Response.ok(lesson.learned())
                .header(IdempotencyKey.REPLAYED_HEADER, lesson.again() ? true : null)
                .build();
    }
}
