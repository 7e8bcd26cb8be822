package io.focusforge.orchestrator.chain;

import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The chains that there are. */
@Path("/api/v1/chains")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_READ)
@Tag(name = "chains")
public class ChainResource {
    private final ChainCatalog catalog;

    ChainResource(ChainCatalog catalog) {
        this.catalog = catalog;
    }

    @GET
    @Operation(summary = "All chains, with their schemas and limits")
    public Page<ChainView> list() {
        return new Page<>(catalog.all().stream().map(ChainView::of).toList(), null);
    }

    @GET
    @Path("{name}")
    @Operation(summary = "One chain")
    public ChainView get(String name) {
        return catalog.find(name)
                .map(ChainView::of)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND, "There is no chain of this name; GET /api/v1/chains lists them."));
    }
}
