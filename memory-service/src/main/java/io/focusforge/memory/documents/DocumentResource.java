package io.focusforge.memory.documents;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The documents that a caller sees. */
@Path(DocumentResource.PATH)
@Tag(name = "documents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DocumentResource {
    static final String PATH = "/api/v1/documents";

    private final Catalogue catalogue;
    private final Documents documents;
    private final Jobs jobs;
    private final Shelf shelf;
    private final CurrentCaller caller;

    DocumentResource(Catalogue catalogue, Documents documents, Jobs jobs, Shelf shelf, CurrentCaller caller) {
        this.catalogue = catalogue;
        this.documents = documents;
        this.jobs = jobs;
        this.shelf = shelf;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.DOCUMENTS_READ)
    @Operation(summary = "List the caller's documents and those that others share, newest first")
    public Page<DocumentView> list(
            @QueryParam("collection") String collection,
            @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var after = Cursor.decode(cursor);
        var query =
                new DocumentQuery(collection, state(state), after == null ? null : after.after(), Page.limit(limit));
        return catalogue.list(caller.get(), query).map(DocumentView::brief);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Scopes.DOCUMENTS_READ)
    @Operation(summary = "Look at a document: its state, how far it has come, and its place in the queue")
    public DocumentView get(@PathParam("id") String id) {
        var document = catalogue.get(caller.get(), DocumentId.parse(id));
        return DocumentView.whole(document, place(document));
    }

    /** As an attachment: what users upload must not run in a browser as if it were ours. */
    @GET
    @Path("{id}/content")
    @Produces(MediaType.WILDCARD)
    @RolesAllowed(Scopes.DOCUMENTS_READ)
    @Operation(summary = "Download the file of the newest version")
    public Response content(@PathParam("id") String id) {
        var document = documents.get(caller.get(), DocumentId.parse(id));
        return Response.ok(shelf.open(document), document.file().mediaType())
                .header(HttpHeaders.CONTENT_LENGTH, document.file().bytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @GET
    @Path("{id}/thumbnail")
    @Produces("image/png")
    @RolesAllowed(Scopes.DOCUMENTS_READ)
    @Operation(summary = "A picture, made small", description = "Once the document is ready.")
    public InputStream thumbnail(@PathParam("id") String id) {
        var document = documents.get(caller.get(), DocumentId.parse(id));
        return shelf.openThumbnail(document).orElseThrow(() -> ProblemException.notFound("thumbnail of the document"));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Scopes.DOCUMENTS_WRITE)
    @Operation(summary = "Delete a document: it is not found any more at once, and what is left of it goes soon")
    public void delete(@PathParam("id") String id) {
        var gone = documents.delete(caller.get(), DocumentId.parse(id));
        jobs.cancel(gone);
    }

    @POST
    @Path("{id}/cancel")
    @RolesAllowed(Scopes.DOCUMENTS_WRITE)
    @Operation(summary = "Stop the ingestion of the newest version; an older one that is ready stays")
    public DocumentView cancel(@PathParam("id") String id) {
        var document = documents.cancel(caller.get(), DocumentId.parse(id));
        jobs.cancel(document);
        return DocumentView.whole(document, null);
    }

    @POST
    @Path("{id}/retry")
    @RolesAllowed(Scopes.DOCUMENTS_WRITE)
    @Operation(
            summary = "Ingest a document again that has failed or was cancelled; what is stored of it is not done anew")
    public DocumentView retry(@PathParam("id") String id) {
        return DocumentView.whole(documents.retry(caller.get(), DocumentId.parse(id)), null);
    }

    private DocumentView.Place place(Document document) {
        return document.ingestion().state() == DocumentState.QUEUED
                ? jobs.place(document)
                        .map(job -> new DocumentView.Place(job.position(), job.estimatedWaitSeconds()))
                        .orElse(null)
                : null;
    }

    private static String state(String text) {
        if (text == null
                || Arrays.stream(DocumentState.values())
                        .anyMatch(state -> state.name().equals(text))) {
            return text;
        }
        throw ProblemException.invalid("state", "must be one of " + Arrays.toString(DocumentState.values()));
    }
}
