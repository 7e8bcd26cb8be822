package io.focusforge.orchestrator.runapi;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is asked of a run. The answer is the run as it is then; what was asked for happens in a moment. */
@Path("/api/v1/runs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_WRITE)
@RunOnVirtualThread
@Tag(name = "runs")
public class RunActionResource {
    private final OwnRuns runs;
    private final RunActions actions;
    private final Forks forks;
    private final Signals signals;
    private final CurrentCaller caller;

    RunActionResource(OwnRuns runs, RunActions actions, Forks forks, Signals signals, CurrentCaller caller) {
        this.runs = runs;
        this.actions = actions;
        this.forks = forks;
        this.signals = signals;
        this.caller = caller;
    }

    @POST
    @Path("cancel")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Cancel a run; steps that run are cut short")
    @APIResponse(responseCode = "202")
    public Response cancel(String id) {
        actions.cancel(runs.find(caller.get(), id));
        return now(id);
    }

    @POST
    @Path("resume")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Go on with a run that has failed, from the step that did; steps that ended well are kept")
    @APIResponse(responseCode = "202")
    public Response resume(String id) {
        actions.resume(runs.find(caller.get(), id));
        return now(id);
    }

    @POST
    @Path("fork")
    @Operation(summary = "Begin a new run in the middle of this one, with changed input")
    @APIResponse(responseCode = "202")
    public Response fork(
            String id, @Valid @NotNull ForkRun body, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var who = caller.get();
        var original = runs.whole(who, id);
        var key = IdempotencyKey.of(
                idempotencyKey,
                "POST fork " + original.run().key().id(),
                body.toString().getBytes(StandardCharsets.UTF_8));
        return actions.fork(who, forks.of(who, original, body), key);
    }

    @POST
    @Path("signals/{name}")
    @Operation(summary = "Approve, or tell a run that something has happened, with any JSON")
    @APIResponse(responseCode = "202")
    public Response signal(
            String id, String name, JsonNode body, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var who = caller.get();
        var run = signals.allowed(who, id, name);
        var data = Signals.data(body == null ? "null" : body.toString());
        var key = IdempotencyKey.of(
                idempotencyKey, "POST signal " + name + " " + run.key().id(), data.getBytes(StandardCharsets.UTF_8));
        return actions.signal(who, run, connection -> signals.send(connection, run, name, data, who), key);
    }

    private Response now(String id) {
        return Response.accepted(RunView.of(runs.whole(caller.get(), id))).build();
    }
}
