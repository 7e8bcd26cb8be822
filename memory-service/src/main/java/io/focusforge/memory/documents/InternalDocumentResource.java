package io.focusforge.memory.documents;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the worker asks for, and tells, while it ingests a document. The gateway does not route this. */
@Path("/internal/documents/{id}")
@RolesAllowed(Scopes.INTERNAL)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InternalDocumentResource {
    private static final int CHUNKS_AT_ONCE = 64;

    /**
     * What there is to do.
     *
     * @param object the last part of its key in the object store
     * @param stored how many chunks there are already, from the first on
     */
    public record Work(boolean cancelled, String mediaType, Long bytes, UUID object, Integer stored) {}

    /** Whether to stop. */
    public record Verdict(boolean cancelled) {}

    /** A part of a version, in order. */
    public record Batch(
            @Min(1) int version,
            @NotNull @Size(min = 1, max = CHUNKS_AT_ONCE) List<@NotNull @Valid Chunk> chunks) {}

    private final Progress progress;
    private final Chunks chunks;
    private final CurrentCaller caller;

    InternalDocumentResource(Progress progress, Chunks chunks, CurrentCaller caller) {
        this.progress = progress;
        this.chunks = chunks;
        this.caller = caller;
    }

    @GET
    @Path("work")
    @Operation(hidden = true)
    public Work work(@PathParam("id") UUID id, @QueryParam("version") int version) {
        var key = key(id);
        return progress.wanted(key, version)
                .map(document -> new Work(
                        false,
                        document.file().mediaType(),
                        document.file().bytes(),
                        document.file().object(),
                        chunks.stored(key, version)))
                .orElseGet(() -> new Work(true, null, null, null, null));
    }

    @PUT
    @Path("stages")
    @Operation(hidden = true)
    public Verdict stage(@PathParam("id") UUID id, @Valid @NotNull StageReport body) {
        return new Verdict(!progress.report(key(id), body));
    }

    @PUT
    @Path("chunks")
    @Operation(hidden = true)
    public Verdict store(@PathParam("id") UUID id, @Valid @NotNull Batch body) {
        return new Verdict(progress.wanted(key(id), body.version())
                .filter(document -> store(document, body))
                .isEmpty());
    }

    /** @return whether it is still wanted: it may have gone, or got a newer version, meanwhile */
    private boolean store(Document document, Batch batch) {
        try {
            chunks.store(document, batch.chunks());
            return true;
        } catch (ProblemException e) {
            if (e.code() == ErrorCode.NOT_FOUND || e.code() == ErrorCode.CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private DocumentKey key(UUID id) {
        return new DocumentKey(caller.get().tenant(), id);
    }
}
