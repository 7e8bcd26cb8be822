package io.focusforge.orchestrator.planapi;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanEvent.Kind;
import io.focusforge.orchestrator.plan.PlanJson;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plancommand.PlanCommands;
import io.focusforge.orchestrator.taskapi.Precondition;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a user does with plans. Everything is within the caller's tenant and the caller's own; the rest does not exist (404). */
@Path("/api/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_WRITE)
@RunOnVirtualThread
@Tag(name = "plans")
public class PlanResource {
    private final PlanCreation creation;
    private final PlanCommands commands;
    private final PlanAnswers answers;
    private final PlanJson json;
    private final CurrentCaller caller;

    PlanResource(
            PlanCreation creation, PlanCommands commands, PlanAnswers answers, PlanJson json, CurrentCaller caller) {
        this.creation = creation;
        this.commands = commands;
        this.answers = answers;
        this.json = json;
        this.caller = caller;
    }

    /** @param steps ids; all that are proposed when left out */
    record Acceptance(@Size(min = 1, max = Bounds.STEPS) List<@NotNull String> steps) {}

    @POST
    @Operation(summary = "Plan a goal: its steps, put into the user's working time")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Plan.class)))
    public Response create(@Valid @NotNull PlanDraft body, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var bytes = json.write(body).getBytes(StandardCharsets.UTF_8);
        var key = IdempotencyKey.of(idempotencyKey, "POST /api/v1/plans", bytes);
        return answers.response(creation.create(caller.get(), body, key));
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(summary = "Change the goal, the deadline, hours or appointments; steps move as little as can be")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Plan.class)))
    public Response patch(
            String id, @Valid @NotNull PlanPatch body, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return answers.change(
                new PlanAnswers.Request("PATCH", id, null, ifMatch, null),
                Kind.EDITED,
                (_, plan, now) -> Edits.patch(plan, body, now));
    }

    @POST
    @Path("{id}/accept")
    @Operation(summary = "Accept a plan, or some of its steps: each becomes a task")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Plan.class)))
    public Response accept(
            String id,
            @Valid Acceptance body,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var steps = body == null ? null : body.steps();
        return answers.change(
                new PlanAnswers.Request("POST accept", id, body, ifMatch, idempotencyKey),
                Kind.ACCEPTED,
                PlanCommands.of(plan -> Edits.accept(plan, steps)));
    }

    @POST
    @Path("{id}/reject")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Reject a plan of which nothing was accepted")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Plan.class)))
    public Response reject(
            String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        return answers.change(
                new PlanAnswers.Request("POST reject", id, null, ifMatch, idempotencyKey),
                Kind.REJECTED,
                PlanCommands.of(Edits::reject));
    }

    @POST
    @Path("{id}/replan")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary =
                    "Make the plan fit the present: steps whose time has passed, tasks that were completed, other plans")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Plan.class)))
    public Response replan(
            String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        return answers.change(
                new PlanAnswers.Request("POST replan", id, null, ifMatch, idempotencyKey),
                Kind.REPLANNED,
                PlanCommands.of(plan -> {
                    Edits.requireOpen(plan);
                    return plan;
                }));
    }

    @DELETE
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Delete a plan; the tasks that it has become stay")
    public Response delete(String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        commands.delete(PlanKey.of(caller.get(), id), Precondition.optional(ifMatch));
        return Response.noContent().build();
    }
}
