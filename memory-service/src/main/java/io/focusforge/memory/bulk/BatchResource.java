package io.focusforge.memory.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Many changes of a caller's memories in one request. */
@Path(BatchResource.PATH)
@Tag(name = "memory")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BatchResource {
    static final String PATH = "/api/v1/memories:batch";

    private final Batches batches;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    BatchResource(Batches batches, CurrentCaller caller, ObjectMapper json) {
        this.batches = batches;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(
            summary = "Add, update and delete up to 1,000 memories",
            description =
                    "What is wrong with any operation is named by its index, and then nothing is stored. Memories are"
                            + " kept as they are given: the same is not merged, nor does the contrary supersede.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BatchAnswer.class)))
    public Response run(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull BatchRequest body)
            throws JsonProcessingException {
        var key = idempotencyKey == null
                ? Optional.<IdempotencyKey>empty()
                : IdempotencyKey.of(idempotencyKey, "POST " + PATH, json.writeValueAsBytes(body));
        return batches.run(caller.get(), body.operations(), key).response();
    }
}
