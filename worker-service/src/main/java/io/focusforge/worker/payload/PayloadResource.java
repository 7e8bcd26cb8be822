package io.focusforge.worker.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Uploads of payloads. They are never shown again: there may be secrets in them. */
@Path(PayloadResource.PATH)
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PayloadResource {
    static final String PATH = "/api/v1/jobs/payloads";

    /** @param payloadRef to be given to jobs in place of a payload */
    public record Uploaded(UUID payloadRef, long bytes) {}

    private final CurrentCaller caller;
    private final Uploads uploads;
    private final PayloadsConfig config;
    private final ObjectMapper json;

    PayloadResource(CurrentCaller caller, Uploads uploads, PayloadsConfig config, ObjectMapper json) {
        this.caller = caller;
        this.uploads = uploads;
        this.config = config;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(
            summary = "Upload a payload that is too large to be sent with its job",
            description = "The answer's payloadRef takes the place of a job's payload, for as many jobs as you like.")
    public Response upload(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, InputStream content)
            throws IOException {
        var who = caller.get();
        try (var body = Body.of(content, config.maxSize().asLongValue(), json.getFactory())) {
            var key = IdempotencyKey.of(idempotencyKey, "POST " + PATH, body.digest());
            var ref = new PayloadRef(Ids.next());
            var upload = new Upload(who, body, ref, answer(ref, body));
            return uploads.keep(upload, key).response();
        }
    }

    private StoredAnswer answer(PayloadRef ref, Body body) throws JsonProcessingException {
        return new StoredAnswer(
                Response.Status.CREATED.getStatusCode(),
                null,
                json.writeValueAsString(new Uploaded(ref.id(), body.bytes())));
    }
}
