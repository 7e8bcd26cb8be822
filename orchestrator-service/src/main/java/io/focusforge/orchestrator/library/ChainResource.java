package io.focusforge.orchestrator.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Uploaded chains. Versions never change; one of them is active. */
@Path("/api/v1/chains")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scopes.CHAINS_ADMIN)
@RunOnVirtualThread
@Tag(name = "chains")
public class ChainResource {
    /** Not more, so that what follows a colon is an action. */
    private static final String NAME = "{name: [a-z][a-z0-9_]*}";

    private final Uploads uploads;
    private final ChainChanges changes;
    private final ChainReads reads;
    private final Once once;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    ChainResource(
            Uploads uploads,
            ChainChanges changes,
            ChainReads reads,
            Once once,
            CurrentCaller caller,
            ObjectMapper json) {
        this.uploads = uploads;
        this.changes = changes;
        this.reads = reads;
        this.once = once;
        this.caller = caller;
        this.json = json;
    }

    /** The first version of a chain is active at once, a later one when it is asked for. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml", "application/x-yaml", "text/yaml", MediaType.TEXT_PLAIN})
    @Operation(summary = "Upload a version of a chain, as YAML or JSON")
    public Response upload(
            String file,
            @QueryParam("activate") @DefaultValue("false") boolean activate,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var who = caller.get();
        var key = IdempotencyKey.of(
                idempotencyKey, "POST /api/v1/chains?" + activate, file.getBytes(StandardCharsets.UTF_8));
        var draft = uploads.read(who.tenant(), file);
        return once.run(who, key, Ids.next(), connection -> added(connection, who.tenant(), draft, activate))
                .response();
    }

    private StoredAnswer added(SqlConnection connection, UUID tenant, Uploads.Draft draft, boolean activate) {
        var added = uploads.add(connection, tenant, draft, activate);
        var version = added.version();
        var kept = new Kept(
                version.id().toString(), version.version(), draft.definition(), version.depth(), version.createdAt());
        var location = "/api/v1/chains/%s/versions/%d".formatted(version.name(), version.version());
        return new StoredAnswer(201, location, write(ChainView.of(kept, added.head())));
    }

    @POST
    @Path(NAME + "/versions/{version}/activate")
    @Operation(summary = "Run this version when nobody says which")
    public ChainView activate(String name, int version) {
        var tenant = caller.get().tenant();
        changes.activate(tenant, name, version);
        return reads.get(tenant, name, null);
    }

    @POST
    @Path(NAME + "/rollback")
    @Operation(summary = "Go back to the version that was active before")
    public ChainView rollBack(String name) {
        var tenant = caller.get().tenant();
        changes.rollBack(tenant, name);
        return reads.get(tenant, name, null);
    }

    @DELETE
    @Path(NAME + "/versions/{version}")
    @Operation(summary = "Delete a version that is not active and that nobody calls")
    public Response deleteVersion(String name, int version) {
        changes.deleteVersion(caller.get().tenant(), name, version);
        return Response.noContent().build();
    }

    @DELETE
    @Path(NAME)
    @Operation(summary = "Delete a chain that nobody calls, with all its versions")
    public Response delete(String name) {
        changes.delete(caller.get().tenant(), name);
        return Response.noContent().build();
    }

    private String write(ChainView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
