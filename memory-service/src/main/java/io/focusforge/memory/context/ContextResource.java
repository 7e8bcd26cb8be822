package io.focusforge.memory.context;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.memories.Owner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What of a conversation fits into a prompt. */
@Path("/api/v1/conversations/{conversation}/context")
@Tag(name = "conversations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ContextResource {
    private final Contexts contexts;
    private final CurrentCaller caller;

    ContextResource(Contexts contexts, CurrentCaller caller) {
        this.contexts = contexts;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "The newest messages that fit into a number of tokens, with system messages and pinned ones")
    public Context get(@PathParam("conversation") String conversation, @QueryParam("tokens") String tokens) {
        return contexts.of(ConversationKey.of(Owner.of(caller.get()), conversation), tokens);
    }
}
