package io.focusforge.memory.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ways in which documents come. */
@Path(DocumentResource.PATH)
@Tag(name = "documents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UploadResource {
    private static final String ANSWER = "Taken: it is kept, and is being ingested";
    private static final String SAME = "The same file is there already; nothing is done";

    private final Reception reception;
    private final Uploads uploads;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    UploadResource(Reception reception, Uploads uploads, CurrentCaller caller, ObjectMapper json) {
        this.reception = reception;
        this.uploads = uploads;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(Scopes.DOCUMENTS_WRITE)
    @Operation(
            summary = "Upload a document",
            description = "A form with the part 'file' and, if you like, title, collection, key, shared and metadata.")
    @APIResponse(responseCode = "202", description = ANSWER)
    @APIResponse(responseCode = "200", description = SAME)
    public Response upload(
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            InputStream body)
            throws IOException {
        return reception.form(body, contentType, received -> keep(idempotencyKey, received));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.DOCUMENTS_WRITE)
    @Operation(summary = "Make a document of a text, or of what is at a URL")
    @APIResponse(responseCode = "202", description = ANSWER)
    @APIResponse(responseCode = "200", description = SAME)
    public Response make(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @NotNull NewDocument body)
            throws IOException {
        return reception.json(body, received -> keep(idempotencyKey, received));
    }

    private Response keep(String idempotencyKey, Reception.Received received) {
        var label = received.fields().label(received.name());
        var key = IdempotencyKey.of(idempotencyKey, "POST " + DocumentResource.PATH, fingerprint(label, received));
        return uploads.keep(new Upload(caller.get(), label, received.arrival()), key, this::answer)
                .response();
    }

    private byte[] fingerprint(Label label, Reception.Received received) {
        return (received.content() + write(label)).getBytes(StandardCharsets.UTF_8);
    }

    private StoredAnswer answer(Kept kept) {
        var status =
                switch (kept) {
                    case Kept.Taken _ -> Response.Status.ACCEPTED;
                    case Kept.Same _ -> Response.Status.OK;
                };
        var document = kept.document();
        return new StoredAnswer(
                status.getStatusCode(),
                DocumentResource.PATH + "/" + document.key().id(),
                write(DocumentView.brief(document)));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
