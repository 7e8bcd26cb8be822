package io.focusforge.memory.models;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.chunks.Meanings;
import io.focusforge.memory.memories.Owner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The embedding model of documents, for operators of the installation. */
@Path("/api/v1/embedding-sets")
@Tag(name = "operations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TENANTS_ADMIN)
@RunOnVirtualThread
public class ModelResource {
    private final SetStore sets;
    private final Meanings meanings;
    private final CurrentCaller caller;

    ModelResource(SetStore sets, Meanings meanings, CurrentCaller caller) {
        this.sets = sets;
        this.meanings = meanings;
        this.caller = caller;
    }

    /** The model to fill the empty set with. */
    public record NewModel(@NotBlank @Size(max = 200) String model) {}

    /** Both sets. */
    public record Sets(List<SetView> items) {}

    @GET
    @Operation(summary = "Both sets of vectors: which is searched, which model filled them, and how far")
    public Sets list() {
        return new Sets(sets.all());
    }

    @POST
    @Path("/fill")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Fill the empty set with the embeddings of another model; new chunks are written to both from now on")
    public Sets fill(@Valid @NotNull NewModel body) {
        if (meanings.of(Owner.of(caller.get()), body.model(), List.of("probe")).isEmpty()) {
            throw ProblemException.invalid("model", "is none that embeds texts");
        }
        return changed(sets.begin(body.model()), "There is no empty set; drop the one that is not searched first.");
    }

    @POST
    @Path("/switch")
    @Operation(summary = "Search in the set that is complete; once more, and it is as before")
    public Sets exchange() {
        return changed(sets.exchange(), "There is no other set that is complete.");
    }

    @POST
    @Path("/drop")
    @Operation(summary = "Give up the set that is not searched")
    public Sets drop() {
        return changed(sets.drop(), "There is no other set.");
    }

    private Sets changed(boolean done, String otherwise) {
        if (!done) {
            throw new ProblemException(ErrorCode.CONFLICT, otherwise);
        }
        return list();
    }
}
