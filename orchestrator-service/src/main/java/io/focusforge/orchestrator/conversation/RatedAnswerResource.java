package io.focusforge.orchestrator.conversation;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller thinks of answers. */
@Path("/api/v1/answers")
@Tag(name = "conversations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RatedAnswerResource {
    private final Answers answers;
    private final CurrentCaller caller;

    RatedAnswerResource(Answers answers, CurrentCaller caller) {
        this.answers = answers;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "List the answers of all conversations that were rated 'up' or 'down', the newest first")
    public Page<Answer> list(
            @QueryParam("rating") String rating,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return answers.rated(caller.get(), rating, limit, cursor);
    }
}
