package io.focusforge.memory.messagesearch;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.memory.memories.Owner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Search over what was said in the caller's conversations. */
@Path("/api/v1/conversations/search")
@Tag(name = "conversations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MessageSearchResource {
    private final MessageSearch search;
    private final CurrentCaller caller;

    MessageSearchResource(MessageSearch search, CurrentCaller caller) {
        this.search = search;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "Find the messages that have the query's words, in one conversation or in all of the caller's")
    public Found search(@Valid @NotNull MessageSearchRequest body) {
        return search.search(Owner.of(caller.get()), body);
    }
}
