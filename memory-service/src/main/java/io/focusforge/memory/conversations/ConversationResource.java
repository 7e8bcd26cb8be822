package io.focusforge.memory.conversations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.memory.memories.Owner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A caller's conversations. */
@Path(ConversationResource.PATH)
@Tag(name = "conversations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConversationResource {
    public static final String PATH = "/api/v1/conversations";

    private final Conversations conversations;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    ConversationResource(Conversations conversations, CurrentCaller caller, ObjectMapper json) {
        this.conversations = conversations;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Begin a conversation")
    public Response begin(
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull NewConversation body)
            throws JsonProcessingException {
        var key = IdempotencyKey.of(idempotencyKey, "POST " + PATH, json.writeValueAsBytes(body));
        return answer(conversations.begin(owner(), body, key));
    }

    @GET
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "List the caller's conversations, the newest first")
    public Page<ConversationView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        var owner = owner();
        var query = "conversations/" + owner;
        var most = Page.limit(limit);
        var before = Optional.ofNullable(cursor)
                .map(text -> QueryCursor.decode(query, text).place());
        var found = conversations.list(owner, before, most);
        var shown = found.subList(0, Math.min(found.size(), most));
        var next = found.size() > most ? new QueryCursor(shown.getLast().order()).encode(query) : null;
        return new Page<>(shown, next).map(ConversationView::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "Read what a conversation is called and how far it has got")
    public ConversationView get(@PathParam("id") String id) {
        return ConversationView.of(conversations.get(key(id)));
    }

    @PUT
    @Path("/{id}/summary")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Keep a summary of a conversation's beginning, for contexts in which it has no room")
    public ConversationView sumUp(@PathParam("id") String id, @Valid @NotNull NewSummary body) {
        return ConversationView.of(conversations.sumUp(key(id), body));
    }

    @PUT
    @Path("/{id}/title")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Call a conversation something else")
    public ConversationView rename(@PathParam("id") String id, @Valid @NotNull NewTitle body) {
        return ConversationView.of(conversations.rename(key(id), body.title()));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Delete a conversation with all its messages")
    public void delete(@PathParam("id") String id) {
        conversations.delete(key(id));
    }

    private ConversationKey key(String id) {
        return ConversationKey.of(owner(), id);
    }

    private Owner owner() {
        return Owner.of(caller.get());
    }

    private static Response answer(Begun begun) {
        var conversation = begun.conversation();
        var response = Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, PATH + "/" + conversation.id())
                .entity(ConversationView.of(conversation));
        return switch (begun) {
            case Begun.First _ -> response.build();
            case Begun.Again _ ->
                response.header(IdempotencyKey.REPLAYED_HEADER, true).build();
        };
    }
}
