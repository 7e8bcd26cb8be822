package io.focusforge.memory.sources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.conversations.QueryCursor;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Places that a caller's documents are taken from, again and again. */
@Path(SourceResource.PATH)
@Tag(name = "sources")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SourceResource {
    static final String PATH = "/api/v1/sources";
    private static final int FAILURES = 20;

    private final Sources sources;
    private final RunStore runs;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    SourceResource(Sources sources, RunStore runs, CurrentCaller caller, ObjectMapper json) {
        this.sources = sources;
        this.runs = runs;
        this.caller = caller;
        this.json = json;
    }

    /** The job of the run that was asked for. */
    public record Asked(UUID jobId) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.DOCUMENTS_WRITE)
    @Operation(summary = "Make a source; it is looked at by its schedule, or when it is asked for")
    public Response make(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull NewSource body)
            throws JsonProcessingException {
        var key = IdempotencyKey.of(idempotencyKey, "POST " + PATH, json.writeValueAsBytes(body));
        var made = sources.make(caller.get(), body, key);
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, PATH + "/" + made.source().key().id())
                .header(IdempotencyKey.REPLAYED_HEADER, made.again() ? true : null)
                .entity(SourceView.of(made.source(), null))
                .build();
    }

    @GET
    @RolesAllowed(Scopes.DOCUMENTS_READ)
    @Operation(summary = "List the caller's sources, the newest first")
    public Page<SourceView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        var who = caller.get();
        var query = "sources/" + who.tenant() + "/" + who.user();
        var most = Page.limit(limit);
        var before = cursor == null ? null : QueryCursor.decode(query, cursor).place();
        var found = sources.list(who, before, most);
        var shown = found.subList(0, Math.min(found.size(), most));
        var next = found.size() > most ? new QueryCursor(shown.getLast().key().id()).encode(query) : null;
        return new Page<>(shown, next).map(source -> SourceView.of(source, null));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Scopes.DOCUMENTS_READ)
    @Operation(summary = "Look at a source: how far a run has come, how the last one ended, what could not be taken")
    public SourceView get(@PathParam("id") String id) {
        return view(sources.get(caller.get(), id(id)));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Scopes.DOCUMENTS_WRITE)
    @Operation(summary = "Remove a source; its documents stay, but with documents=delete")
    public Response remove(@PathParam("id") String id, @QueryParam("documents") String documents) {
        sources.remove(caller.get(), id(id), withDocuments(documents));
        return Response.accepted().build();
    }

    @POST
    @Path("{id}/sync")
    @RolesAllowed(Scopes.DOCUMENTS_WRITE)
    @Operation(summary = "Look at a source now")
    public Response sync(@PathParam("id") String id) {
        return Response.accepted(new Asked(sources.sync(caller.get(), id(id)))).build();
    }

    @POST
    @Path("{id}/pause")
    @RolesAllowed(Scopes.DOCUMENTS_WRITE)
    @Operation(summary = "Look at a source no more; a run that goes on stops at its next step")
    public SourceView pause(@PathParam("id") String id) {
        return view(sources.pause(caller.get(), id(id), true));
    }

    @POST
    @Path("{id}/resume")
    @RolesAllowed(Scopes.DOCUMENTS_WRITE)
    @Operation(summary = "Look at a source again by its schedule")
    public SourceView resume(@PathParam("id") String id) {
        return view(sources.pause(caller.get(), id(id), false));
    }

    private SourceView view(Source source) {
        List<SourceView.Failure> failures = runs.failures(source.key(), FAILURES);
        return SourceView.of(source, failures);
    }

    private static boolean withDocuments(String text) {
        return switch (text) {
            case null -> false;
            case "keep" -> false;
            case "delete" -> true;
            default -> throw ProblemException.invalid("documents", "is keep or delete");
        };
    }

    // What is not an id is the id of nothing.
    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("source");
        }
    }
}
