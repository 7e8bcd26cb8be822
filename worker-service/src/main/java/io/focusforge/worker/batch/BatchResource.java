package io.focusforge.worker.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.worker.intake.Replays;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Many jobs in one request. */
@Path(BatchResource.PATH)
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BatchResource {
    static final String PATH = "/api/v1/jobs:batch";

    private final CurrentCaller caller;
    private final BatchDrafts drafts;
    private final Batches batches;
    private final Replays replays;
    private final ObjectMapper json;

    BatchResource(CurrentCaller caller, BatchDrafts drafts, Batches batches, Replays replays, ObjectMapper json) {
        this.caller = caller;
        this.drafts = drafts;
        this.batches = batches;
        this.replays = replays;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(
            summary = "Leave up to 1,000 jobs to the workers",
            description = "All of them or none. Answers 202 with their ids in order: {items: [{id}]}.")
    public Response create(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull CreateJobs body)
            throws JsonProcessingException {
        var who = caller.get();
        var key = IdempotencyKey.of(idempotencyKey, "POST " + PATH, json.writeValueAsBytes(body));
        return replays.answer(who, key, () -> drafts.of(who, body.jobs()), jobs -> batches.accept(who, jobs, key))
                .response();
    }
}
