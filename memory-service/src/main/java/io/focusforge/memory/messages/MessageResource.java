package io.focusforge.memory.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.memories.Owner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The messages of a conversation: they are appended and read, and never changed. */
@Path("/api/v1/conversations/{conversation}/messages")
@Tag(name = "conversations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MessageResource {
    private static final String PATH = "/api/v1/conversations/%s/messages";

    private final Appends appends;
    private final Pages pages;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    MessageResource(Appends appends, Pages pages, CurrentCaller caller, ObjectMapper json) {
        this.appends = appends;
        this.pages = pages;
        this.caller = caller;
        this.json = json;
    }

    /** Messages of one request, in the order in which they were given. */
    public record Kept(List<Message> items) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Append a message; it gets the next number of the conversation")
    public Response append(
            @PathParam("conversation") String conversation,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @Valid @NotNull NewMessage body)
            throws JsonProcessingException {
        body.check("");
        var appended = append(conversation, "", List.of(body), idempotencyKey, body);
        var message = appended.append().messages().getFirst();
        return created(appended)
                .header(HttpHeaders.LOCATION, PATH.formatted(conversation) + "/" + message.id())
                .entity(message)
                .build();
    }

    @POST
    @Path("/batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Append several messages, all or none, without another one between them")
    public Response appendAll(
            @PathParam("conversation") String conversation,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @Valid @NotNull NewMessages body)
            throws JsonProcessingException {
        body.check();
        var appended = append(conversation, "/batch", body.messages(), idempotencyKey, body);
        return created(appended).entity(new Kept(appended.append().messages())).build();
    }

    @GET
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(
            summary =
                    "Read a conversation page by page, in both directions, from its beginning, its end or a number on")
    public MessagePage list(
            @PathParam("conversation") String conversation,
            @QueryParam("order") String order,
            @QueryParam("from") String from,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var parameters = new PageRequest.Parameters(order, from, limit, cursor);
        return pages.page(PageRequest.of(key(conversation), parameters));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "Read a message")
    public Message get(@PathParam("conversation") String conversation, @PathParam("id") String id) {
        return pages.get(key(conversation), id);
    }

    private Appended append(
            String conversation, String path, List<NewMessage> messages, String idempotencyKey, Object body)
            throws JsonProcessingException {
        var operation = "POST " + PATH.formatted(conversation) + path;
        var key = IdempotencyKey.of(idempotencyKey, operation, json.writeValueAsBytes(body));
        return appends.append(key(conversation), messages, key);
    }

    private static Response.ResponseBuilder created(Appended appended) {
        var response = Response.status(Response.Status.CREATED);
        return switch (appended) {
            case Appended.First _ -> response;
            case Appended.Again _ -> response.header(IdempotencyKey.REPLAYED_HEADER, true);
        };
    }

    private ConversationKey key(String conversation) {
        return ConversationKey.of(Owner.of(caller.get()), conversation);
    }
}
