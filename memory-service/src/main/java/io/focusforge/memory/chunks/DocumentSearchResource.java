package io.focusforge.memory.chunks;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
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
import org.jboss.logging.Logger;

/** Search over the documents that the caller may see. */
@Path("/api/v1/search")
@Tag(name = "documents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DocumentSearchResource {
    private static final Logger LOG = Logger.getLogger(DocumentSearchResource.class);

    private final ChunkSearch search;
    private final Reranker reranker;
    private final CurrentCaller caller;

    DocumentSearchResource(ChunkSearch search, Reranker reranker, CurrentCaller caller) {
        this.search = search;
        this.reranker = reranker;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.DOCUMENTS_READ)
    @Operation(summary = "Find the pieces of documents that answer best, by meaning and words")
    public DocumentHits search(@Valid @NotNull DocumentSearch body) {
        var found = search.search(caller.get(), body);
        return reranked(body, found).first(body.limit());
    }

    private DocumentHits reranked(DocumentSearch body, DocumentHits found) {
        try {
            return new DocumentHits(reranker.rerank(caller.get(), body.query(), found.items()), found.degraded());
        } catch (RuntimeException e) {
            LOG.warnf("Hits keep their order: %s", e);
            return new DocumentHits(found.items(), true);
        }
    }
}
