package io.focusforge.worker.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.worker.intake.Replays;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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

/** Jobs that wait for others, in one request. */
@Path(FlowResource.PATH)
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FlowResource {
    static final String PATH = "/api/v1/jobs:flow";

    private final CurrentCaller caller;
    private final FlowReader reader;
    private final Flows flows;
    private final Replays replays;
    private final ObjectMapper json;

    FlowResource(CurrentCaller caller, FlowReader reader, Flows flows, Replays replays, ObjectMapper json) {
        this.caller = caller;
        this.reader = reader;
        this.flows = flows;
        this.replays = replays;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(
            summary = "Leave a tree or a chain of jobs to the workers",
            description =
                    "A job as in POST /api/v1/jobs, with 'children', each such a job again or {chain: [job, …]}; or a chain alone. "
                            + "'onChildFailure' and a child's 'onFailure' are fail, ignore or continue. All of the jobs or none.")
    public Response create(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @NotNull JsonNode body)
            throws JsonProcessingException {
        var who = caller.get();
        var key = IdempotencyKey.of(idempotencyKey, "POST " + PATH, json.writeValueAsBytes(body));
        return replays.answer(who, key, () -> reader.read(who, body), jobs -> flows.accept(who, jobs, key))
                .response();
    }
}
